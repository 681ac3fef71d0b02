package com.lekiwi.heartbeat.state.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * One metric over some beats.
 *
 * @param min the smallest value
 * @param sum the sum of the values
 * @param max the largest value
 * @param n how many beats had a value
 */
record MinuteSum(@Nullable Float min, @Nullable Float sum, @Nullable Float max, int n) {

	static MinuteSum of(@Nullable Float value) {
		return new MinuteSum(value, value, value, (value != null) ? 1 : 0);
	}

	MinuteSum plus(@Nullable Float value) {
		if (value == null) {
			return this;
		}
		if (this.min == null || this.sum == null || this.max == null) {
			return of(value);
		}
		return new MinuteSum(Math.min(this.min, value), this.sum + value, Math.max(this.max, value), this.n + 1);
	}

}
