package com.lekiwi.heartbeat.monitor.source;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.settings.EventSettings;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Follows the log of changes on one thread: on each hint, on each new subscription to the
 * hints, and once a second. It begins with what happened before, so that whoever comes
 * from another replica, or from before a restart, finds here what was missed.
 */
@Component
final class EventFollower implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(EventFollower.class);

	/** A history that spans this many times the ids is looked for when there are gaps. */
	private static final int SPARSE = 10;

	private final StateManagerClient stateManager;

	private final EventRing ring;

	private final EventSettings settings;

	private final SourceMetrics metrics;

	private final Semaphore hints = new Semaphore(0);

	private volatile @Nullable Thread thread;

	private boolean failing;

	EventFollower(StateManagerClient stateManager, EventRing ring, MonitorSettings settings, SourceMetrics metrics) {
		this.stateManager = stateManager;
		this.ring = ring;
		this.settings = settings.events();
		this.metrics = metrics;
	}

	/** There is an event with this id; or so it is said. */
	void hint(long id) {
		if (id > this.ring.position()) {
			look();
		}
	}

	/** Has the log looked at soon. */
	void look() {
		this.hints.release();
	}

	private void run() {
		try {
			while (isRunning()) {
				follow();
				if (this.hints.tryAcquire(this.settings.interval().toNanos(), TimeUnit.NANOSECONDS)) {
					// One reading serves all who asked.
					this.hints.drainPermits();
				}
			}
		}
		catch (InterruptedException ex) {
			// The service stops.
			Thread.currentThread().interrupt();
		}
	}

	private void follow() {
		try {
			if (this.ring.position() == EventRing.UNKNOWN) {
				begin();
			}
			readOn();
			this.failing = false;
		}
		catch (HttpClientErrorException ex) {
			// Either too far behind, or the log is another one than before.
			log.warn("the log of events cannot be followed from {}: {}", this.ring.position(), ex.getMessage());
			restart();
		}
		catch (RuntimeException ex) {
			// Whatever it is, it must not end this thread: it is tried again.
			failed(ex);
		}
	}

	private void restart() {
		try {
			begin();
			readOn();
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private void failed(RuntimeException ex) {
		this.metrics.eventsFailed();
		if (!this.failing) {
			log.warn("events cannot be read: {}", ex.getMessage());
		}
		this.failing = true;
	}

	/** Finds a place from which most of what can be kept lies ahead. */
	private void begin() {
		long newest = cursor(this.stateManager.events(StateManagerClient.LATEST, 1));
		long back = this.settings.keep();
		long from = oldest(Math.max(0, newest - back));
		if (from == newest - back && count(from) < this.settings.resumeLimit()) {
			from = oldest(Math.max(0, newest - back * SPARSE));
		}
		this.ring.begin(from);
	}

	/** A cursor, or the oldest there is when the log does not reach back to it. */
	private long oldest(long cursor) {
		try {
			this.stateManager.events(Long.toString(cursor), 1);
			return cursor;
		}
		catch (HttpClientErrorException ex) {
			if (!HttpStatus.GONE.equals(ex.getStatusCode())) {
				throw ex;
			}
			return StateManagerClient.oldestCursor(ex);
		}
	}

	private int count(long from) {
		return this.stateManager.events(Long.toString(from), this.settings.pageSize()).events().size();
	}

	private void readOn() {
		boolean more = true;
		while (more && isRunning()) {
			long asked = System.nanoTime();
			long before = this.ring.position();
			EventPage page = this.stateManager.events(Long.toString(before), this.settings.pageSize());
			more = page.events().size() >= this.settings.pageSize();
			take(page, before);
			if (!more) {
				this.ring.confirm(asked);
			}
		}
	}

	private void take(EventPage page, long before) {
		long after = cursor(page);
		if (after != before || !page.events().isEmpty()) {
			this.ring.add(List.copyOf(page.events()), after);
			this.metrics.eventsRead(page.events().size());
		}
	}

	private static long cursor(EventPage page) {
		if (page.nextCursor() == null) {
			throw new RestClientException("state-manager gave a page of events without a cursor");
		}
		return Long.parseLong(page.nextCursor());
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("event-follower").unstarted(this::run);
		this.thread.start();
	}

	@Override
	public void stop() {
		Thread running = this.thread;
		this.thread = null;
		if (running != null) {
			running.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
