package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.adapter.settings.EdgeLogSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The one thread that speaks with the store about the edge's log. While the store is
 * away, what waits is bounded, and nobody else waits.
 */
@Component
class EdgeLogWriter implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EdgeLogWriter.class);

	private static final int BATCH = 2000;

	private static final Duration HOUSEKEEPING = Duration.ofHours(1);

	/** A process of nginx that has been silent for so long is gone. */
	private static final Duration FORGET = Duration.ofDays(7);

	private final EdgeLogSettings settings;

	private final RowCollector rows;

	private final EdgeLogStore store;

	private final LineNumbers numbers;

	private final SyslogReceiver receiver;

	private final TrafficPartitions partitions;

	private final RobotCensus census;

	private final Clock clock;

	private volatile boolean running;

	private volatile @Nullable Thread thread;

	/** What follows is the thread's own. */
	private boolean away;

	private @Nullable Long housekeptAt;

	private @Nullable Long countedAt;

	private Map<String, Long> noted = Map.of();

	EdgeLogWriter(AdapterSettings settings, RowCollector rows, EdgeLogStore store, LineNumbers numbers,
			SyslogReceiver receiver, TrafficPartitions partitions, RobotCensus census, Clock clock) {
		this.settings = settings.edgeLog();
		this.rows = rows;
		this.store = store;
		this.numbers = numbers;
		this.receiver = receiver;
		this.partitions = partitions;
		this.census = census;
		this.clock = clock;
	}

	private void run() {
		while (this.running) {
			step();
			if (this.running) {
				LockSupport.parkNanos(this, this.settings.rows().flushInterval().toNanos());
			}
		}
		// What the readers left.
		step();
	}

	private void step() {
		try {
			acquaint();
			keepHouse();
			writeRequests();
			writeRobots();
			noteHeard();
			count();
			if (this.away) {
				this.away = false;
				log.info("the edge's log is written again");
			}
		}
		catch (DataAccessException ex) {
			this.census.forget();
			if (!this.away) {
				this.away = true;
				log.warn("the edge's log cannot be written now: {}", ex.getMessage());
			}
		}
		catch (RuntimeException ex) {
			// A mistake of ours must cost one step, not the thread.
			log.error("a step of writing the edge's log failed", ex);
		}
	}

	/**
	 * Who received before writes down how far when it ends, so it is given time; who ends
	 * before that takes what there is, and writes down how far it came itself.
	 */
	private void acquaint() {
		if (!this.numbers.isAcquainted() && (this.receiver.isSettled() || !this.running)) {
			this.numbers.heardBefore(this.store.heard());
		}
	}

	/**
	 * Before the first row; later, what fails may wait an hour, for there are days ahead.
	 */
	private void keepHouse() {
		if (isDue(this.housekeptAt, HOUSEKEEPING)) {
			boolean first = this.housekeptAt == null;
			try {
				this.partitions.keep();
				this.store.forgetWorkers(this.clock.instant().minus(FORGET));
			}
			catch (DataAccessException ex) {
				if (first) {
					throw ex;
				}
				log.warn("the days of the edge's log could not be kept: {}", ex.getMessage());
			}
			this.housekeptAt = System.nanoTime();
		}
	}

	private void writeRequests() {
		for (List<LoggedRequest> batch = this.rows.takeRequests(BATCH); !batch.isEmpty(); batch = this.rows
			.takeRequests(BATCH)) {
			try {
				this.store.addRequests(batch);
				this.rows.written(batch.size());
			}
			catch (DataAccessException ex) {
				this.rows.putBackRequests(batch);
				throw ex;
			}
		}
	}

	private void writeRobots() {
		for (List<ServedRobot> batch = this.rows.takeRobots(BATCH); !batch.isEmpty(); batch = this.rows
			.takeRobots(BATCH)) {
			try {
				this.store.addRobots(batch);
			}
			catch (DataAccessException ex) {
				this.rows.putBackRobots(batch);
				throw ex;
			}
		}
	}

	private void noteHeard() {
		Map<String, Long> heard = this.numbers.heard();
		if (!heard.equals(this.noted)) {
			this.store.noteHeard(heard);
			this.noted = heard;
		}
	}

	private void count() {
		if (isDue(this.countedAt, this.settings.rows().censusInterval())) {
			this.countedAt = System.nanoTime();
			this.census.take();
		}
	}

	private static boolean isDue(@Nullable Long last, Duration interval) {
		return last == null || System.nanoTime() - last >= interval.toNanos();
	}

	@Override
	public void start() {
		this.running = true;
		this.thread = Thread.ofPlatform().name("edge-log-writer").start(this::run);
	}

	@Override
	public void stop() {
		this.running = false;
		Thread writing = this.thread;
		if (writing != null) {
			LockSupport.unpark(writing);
			Threads.join(writing);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Starts first, and stops when the others have. */
	@Override
	public int getPhase() {
		return 1;
	}

}
