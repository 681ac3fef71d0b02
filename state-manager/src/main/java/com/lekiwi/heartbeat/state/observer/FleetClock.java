package com.lekiwi.heartbeat.state.observer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The time of the fleet: PostgreSQL's clock, carried on by this process's monotonic
 * clock. So all replicas have one time, and a step of this machine's clock changes
 * nothing. Until PostgreSQL was first asked it is this machine's time.
 * <p>
 * Not guaranteed: that it never goes back. It follows when PostgreSQL's clock is set.
 */
final class FleetClock extends Clock {

	/** A difference that is not followed; so long a question may take to travel. */
	private static final Duration TOLERANCE = Duration.ofMillis(1);

	private final LongSupplier monotonic;

	private final AtomicReference<Anchor> anchor;

	FleetClock(Instant begin, LongSupplier monotonic) {
		this.monotonic = monotonic;
		this.anchor = new AtomicReference<>(new Anchor(begin, monotonic.getAsLong()));
	}

	/**
	 * A time that was known, and the monotonic clock's reading then.
	 *
	 * @param time the time
	 * @param nanos the reading
	 */
	private record Anchor(Instant time, long nanos) {

		Instant at(long otherNanos) {
			return this.time.plusNanos(otherNanos - this.nanos);
		}

	}

	/** The monotonic clock's reading, in nanoseconds from some origin. */
	long nanos() {
		return this.monotonic.getAsLong();
	}

	/**
	 * Follows what PostgreSQL's clock showed at some moment between two readings.
	 * @param told what it showed
	 * @param asked the reading before it was asked
	 * @param answered the reading after it had answered
	 * @return by how much this clock was put forward; negative when it was put back
	 */
	Duration follow(Instant told, long asked, long answered) {
		Anchor known = this.anchor.get();
		Instant earliest = known.at(asked).minus(TOLERANCE);
		Instant latest = known.at(answered).plus(TOLERANCE);
		Duration step = Duration.ZERO;
		if (told.isBefore(earliest)) {
			step = Duration.between(earliest, told);
		}
		else if (told.isAfter(latest)) {
			step = Duration.between(latest, told);
		}
		this.anchor.set(new Anchor(known.at(answered).plus(step), answered));
		return step;
	}

	@Override
	public Instant instant() {
		return this.anchor.get().at(this.monotonic.getAsLong());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		if (!zone.equals(ZoneOffset.UTC)) {
			throw new UnsupportedOperationException("the fleet's time is UTC");
		}
		return this;
	}

}
