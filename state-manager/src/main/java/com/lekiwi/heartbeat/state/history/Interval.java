package com.lekiwi.heartbeat.state.history;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to the first instant after it
 */
record Interval(Instant from, Instant to) {

	boolean isEmpty() {
		return !this.from.isBefore(this.to);
	}

	Interval intersection(Interval other) {
		return new Interval(later(this.from, other.from), earlier(this.to, other.to));
	}

	static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

}
