package com.lekiwi.heartbeat.state.sample;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sums each robot's minute up in memory and adds it to the table when it is over, or when
 * the service stops. So a beat costs no second row.
 * <p>
 * Not guaranteed: a replica that is killed takes what it summed up of the running minute
 * along. The beats themselves are on disk, and counted; the sample of that minute is made
 * of fewer of them. See ADR 3.
 */
@Component
public class SampleAccumulator implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SampleAccumulator.class);

	private static final int ROWS = 1_000;

	/**
	 * In this time after a minute's end every replica has stored it, if the store is
	 * well.
	 */
	private static final Duration TIME_TO_STORE = Duration.ofSeconds(10);

	private final SampleStore store;

	private final Clock clock;

	private final int capacity;

	private final Counter dropped;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<RobotId, RobotMinute> running = new HashMap<>();

	private final List<RobotMinute> ended = new ArrayList<>();

	/** What this replica received of earlier minutes is in the store. */
	private volatile long storedBefore;

	private volatile boolean started;

	SampleAccumulator(SampleStore store, Clock clock, StateManagerProperties properties, MeterRegistry registry) {
		this.store = store;
		this.clock = clock;
		this.capacity = properties.retention().samplesInMemory();
		this.storedBefore = clock.instant().getEpochSecond() / 60;
		this.dropped = Counter.builder("heartbeat.samples.dropped")
			.description("Minutes of robots that could not be kept: the store was away for too long")
			.register(registry);
		Gauge.builder("heartbeat.samples.pending", this, SampleAccumulator::pending)
			.description("Minutes of robots that are not in the store yet")
			.register(registry);
	}

	/** Beats of one group are added together. */
	@FunctionalInterface
	public interface Beats {

		/**
		 * Gives each beat to the receiver.
		 * @param receiver takes a beat
		 */
		void forEach(Receiver receiver);

	}

	/** Takes beats. */
	@FunctionalInterface
	public interface Receiver {

		/**
		 * Takes one beat.
		 * @param id whose
		 * @param beat what it says
		 * @param receivedAt which minute it belongs to
		 */
		void take(RobotId id, Heartbeat beat, Instant receivedAt);

	}

	/**
	 * Adds beats that are committed.
	 * @param beats newest live beats
	 */
	public void add(Beats beats) {
		this.lock.lock();
		try {
			beats.forEach(this::add);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(RobotId id, Heartbeat beat, Instant receivedAt) {
		long minute = receivedAt.getEpochSecond() / 60;
		RobotMinute known = this.running.get(id);
		if (known == null || known.minute() < minute) {
			if (known != null) {
				end(known);
			}
			known = new RobotMinute(id, minute);
			this.running.put(id, known);
		}
		known.add(beat);
	}

	private void end(RobotMinute minute) {
		if (this.ended.size() < this.capacity) {
			this.ended.add(minute);
		}
		else {
			this.dropped.increment();
		}
	}

	@Scheduled(fixedDelayString = "PT5S")
	void flush() {
		flushBefore(this.clock.instant().getEpochSecond() / 60);
	}

	/**
	 * Until when minutes are whole, as far as this replica knows.
	 * @return the beginning of the first minute that may not be
	 */
	Instant completeUntil() {
		long first = this.clock.instant().minus(TIME_TO_STORE).getEpochSecond() / 60;
		return Instant.ofEpochSecond(Math.min(first, this.storedBefore) * 60);
	}

	private void flushBefore(long minute) {
		List<RobotMinute> due = takeBefore(minute);
		// Two minutes of one robot may not meet in one statement: rows of one minute go
		// together.
		due.sort(Comparator.comparingLong(RobotMinute::minute).thenComparing(RobotMinute::id));
		int from = 0;
		try {
			while (from < due.size()) {
				int to = from;
				while (to < due.size() && to - from < ROWS && due.get(to).minute() == due.get(from).minute()) {
					to++;
				}
				this.store.add(due.subList(from, to));
				from = to;
			}
			this.storedBefore = minute;
		}
		catch (DataAccessException ex) {
			log.warn("{} minutes of robots wait for the store: {}", due.size() - from, ex.getMessage());
			this.storedBefore = due.get(from).minute();
			putBack(due.subList(from, due.size()));
		}
	}

	private List<RobotMinute> takeBefore(long minute) {
		this.lock.lock();
		try {
			for (Iterator<RobotMinute> minutes = this.running.values().iterator(); minutes.hasNext();) {
				RobotMinute one = minutes.next();
				if (one.minute() < minute) {
					end(one);
					minutes.remove();
				}
			}
			List<RobotMinute> due = new ArrayList<>(this.ended);
			this.ended.clear();
			return due;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void putBack(List<RobotMinute> minutes) {
		this.lock.lock();
		try {
			minutes.forEach(this::end);
		}
		finally {
			this.lock.unlock();
		}
	}

	private int pending() {
		this.lock.lock();
		try {
			return this.running.size() + this.ended.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		this.started = true;
	}

	/** The writers have stopped by now: the running minute is added as far as it came. */
	@Override
	public void stop() {
		this.started = false;
		flushBefore(Long.MAX_VALUE);
	}

	@Override
	public boolean isRunning() {
		return this.started;
	}

	/** Stops after the writers. */
	@Override
	public int getPhase() {
		return -1;
	}

}
