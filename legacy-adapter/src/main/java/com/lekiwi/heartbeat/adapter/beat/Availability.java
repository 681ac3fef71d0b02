package com.lekiwi.heartbeat.adapter.beat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether state-manager answered last. While it did not, one beat in an interval is let
 * through to try it, and all others are turned away: nobody queues up behind a process
 * that is frozen.
 */
final class Availability {

	private static final Logger log = LoggerFactory.getLogger(Availability.class);

	private final long probeIntervalNanos;

	private final AtomicBoolean away = new AtomicBoolean();

	private final AtomicLong nextProbe = new AtomicLong();

	Availability(Duration probeInterval) {
		this.probeIntervalNanos = probeInterval.toNanos();
	}

	/** Whether a beat may go on its way. */
	boolean admits() {
		if (!this.away.get()) {
			return true;
		}
		long now = System.nanoTime();
		long next = this.nextProbe.get();
		return now - next >= 0 && this.nextProbe.compareAndSet(next, now + this.probeIntervalNanos);
	}

	boolean isAway() {
		return this.away.get();
	}

	void answered() {
		if (this.away.compareAndSet(true, false)) {
			log.info("state-manager answers again");
		}
	}

	void failed(IOException failure) {
		this.nextProbe.set(System.nanoTime() + this.probeIntervalNanos);
		if (this.away.compareAndSet(false, true)) {
			log.warn("state-manager does not answer; turning beats away until it does: {}", failure.toString());
		}
	}

}
