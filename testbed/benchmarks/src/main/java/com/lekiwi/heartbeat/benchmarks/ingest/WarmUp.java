package com.lekiwi.heartbeat.benchmarks.ingest;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Loads a server until it does not get faster any more. How long its code takes to be
 * compiled depends on the machine, and on what else that does.
 */
final class WarmUp {

	/** How long it is loaded between two looks at its speed. */
	static final Duration SLICE = Duration.ofSeconds(5);

	/** Less than this is no gain. */
	private static final double GAIN = 1.05;

	/** It ends after this many times the least time, steady or not. */
	private static final int MOST = 4;

	private WarmUp() {
	}

	/**
	 * Warms up.
	 * @param least the least time; at most four times as long
	 * @param slice loads the server for {@link #SLICE} and gives its speed
	 * @return the speed in the last slice
	 */
	static double until(Duration least, DoubleSupplier slice) {
		long enough = Math.ceilDiv(least.toSeconds(), SLICE.toSeconds());
		double best = 0;
		double speed = 0;
		for (long slices = 1; slices <= enough * MOST; slices++) {
			speed = slice.getAsDouble();
			if (slices >= enough && speed < best * GAIN) {
				break;
			}
			best = Math.max(best, speed);
		}
		return speed;
	}

}
