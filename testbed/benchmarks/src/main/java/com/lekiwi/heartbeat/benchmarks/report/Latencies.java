package com.lekiwi.heartbeat.benchmarks.report;

import java.util.Arrays;

/** Times that were measured, and which of them few exceed. */
public final class Latencies {

	private static final int FIRST_CAPACITY = 1_024;

	private double[] millis = new double[FIRST_CAPACITY];

	private int count;

	/**
	 * Adds a time.
	 * @param value in milliseconds
	 */
	public synchronized void add(double value) {
		if (this.count == this.millis.length) {
			this.millis = Arrays.copyOf(this.millis, this.count * 2);
		}
		this.millis[this.count] = value;
		this.count++;
	}

	/**
	 * How many were measured.
	 * @return a count
	 */
	public synchronized int count() {
		return this.count;
	}

	/**
	 * The smallest value that at least so many of 100 do not exceed (nearest rank).
	 * @param percent above 0, at most 100
	 * @return in milliseconds; NaN when nothing was measured
	 */
	public synchronized double percentile(double percent) {
		if (percent <= 0 || percent > 100) {
			throw new IllegalArgumentException(percent + " is no percentage");
		}
		if (this.count == 0) {
			return Double.NaN;
		}
		double[] sorted = Arrays.copyOf(this.millis, this.count);
		Arrays.sort(sorted);
		return sorted[(int) Math.ceil(percent / 100 * this.count) - 1];
	}

}
