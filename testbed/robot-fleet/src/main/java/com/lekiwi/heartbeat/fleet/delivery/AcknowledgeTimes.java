package com.lekiwi.heartbeat.fleet.delivery;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long beats took from the moment they were due until they were acknowledged: waiting
 * and retries count, so that a slow server cannot hide behind fewer requests.
 */
public final class AcknowledgeTimes {

	private static final long LONGEST_US = TimeUnit.HOURS.toMicros(1);

	private static final int DIGITS = 3;

	private static final double US_PER_MS = 1000;

	private final Histogram histogramUs = new ConcurrentHistogram(LONGEST_US, DIGITS);

	void record(long nanos) {
		this.histogramUs.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_US));
	}

	/**
	 * Sums up what was recorded since the start.
	 * @return the quantiles
	 */
	public Quantiles quantiles() {
		Histogram copy = this.histogramUs.copy();
		return new Quantiles(copy.getValueAtPercentile(50) / US_PER_MS, copy.getValueAtPercentile(99) / US_PER_MS);
	}

	/**
	 * Two quantiles, in milliseconds; 0 when nothing was recorded.
	 *
	 * @param p50 the median
	 * @param p99 what 99 of 100 beats stayed within
	 */
	public record Quantiles(double p50, double p99) {

	}

}
