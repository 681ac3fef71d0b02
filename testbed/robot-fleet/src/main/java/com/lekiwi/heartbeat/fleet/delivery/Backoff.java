package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a robot waits before it sends a beat again, so that a fleet does not return in
 * step. Used by one thread.
 */
final class Backoff {

	private static final Duration BASE = Duration.ofMillis(200);

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static final Duration RETRY_AFTER_LIMIT = Duration.ofMinutes(1);

	private static final double RETRY_AFTER_SPREAD = 0.5;

	private final RandomGenerator random;

	private int failures;

	Backoff(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Exponential, with full jitter: anything from nothing to a bound that doubles.
	 */
	Duration afterFailure() {
		long bound = Math.min(LIMIT.toNanos(), BASE.toNanos() << Math.min(this.failures, 10));
		this.failures++;
		return Duration.ofNanos(this.random.nextLong(bound + 1));
	}

	/**
	 * Not before the time that the server asked for, and up to half as long again.
	 */
	Duration afterBeingAskedToWait(Duration retryAfter) {
		this.failures = 0;
		Duration asked = (retryAfter.compareTo(RETRY_AFTER_LIMIT) < 0) ? retryAfter : RETRY_AFTER_LIMIT;
		return Duration.ofNanos((long) (asked.toNanos() * (1 + RETRY_AFTER_SPREAD * this.random.nextDouble())));
	}

	void reset() {
		this.failures = 0;
	}

}
