package com.lekiwi.heartbeat.legacy.trouble;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the legacy beyond its own faults.
 *
 * @param delay how long each answer is held back; a request is carried out after that
 * @param status what each request is answered with in place of being carried out, 500 to
 * 599; absent: it is carried out
 */
public record Trouble(Duration delay, @Nullable Integer status) {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	/** Nothing. */
	public static final Trouble NONE = new Trouble(Duration.ZERO, null);

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException with one line that says what is out of range
	 */
	public Trouble {
		if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("delay_ms is 0 to " + LONGEST.toMillis());
		}
		if (status != null && (status < 500 || status > 599)) {
			throw new IllegalArgumentException("status is 500 to 599");
		}
	}

}
