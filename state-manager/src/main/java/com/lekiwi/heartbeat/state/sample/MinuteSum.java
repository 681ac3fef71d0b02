package com.lekiwi.heartbeat.state.sample;

import org.jspecify.annotations.Nullable;

/** One metric over the beats of one minute. */
final class MinuteSum {

	private float min = Float.POSITIVE_INFINITY;

	private float max = Float.NEGATIVE_INFINITY;

	private double sum;

	private int n;

	void add(float value) {
		this.min = Math.min(this.min, value);
		this.max = Math.max(this.max, value);
		this.sum += value;
		this.n++;
	}

	@Nullable Float min() {
		return (this.n > 0) ? this.min : null;
	}

	@Nullable Float mean() {
		return (this.n > 0) ? (float) (this.sum / this.n) : null;
	}

	@Nullable Float max() {
		return (this.n > 0) ? this.max : null;
	}

	/** How many beats had the value. */
	int n() {
		return this.n;
	}

}
