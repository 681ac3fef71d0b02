package com.lekiwi.heartbeat.benchmarks.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets time pass, while others work. */
public final class Waiting {

	private static final Duration DEADLINE = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofMillis(5);

	private Waiting() {
	}

	/**
	 * Waits.
	 * @param time for how long
	 * @throws BenchmarkException if it is interrupted
	 */
	public static void forSome(Duration time) {
		untilNanos(System.nanoTime() + time.toNanos());
	}

	/**
	 * Waits for a reading of {@link System#nanoTime()}.
	 * @param end the reading
	 * @throws BenchmarkException if it is interrupted
	 */
	public static void untilNanos(long end) {
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
			if (Thread.currentThread().isInterrupted()) {
				throw new BenchmarkException("interrupted");
			}
		}
	}

	/**
	 * Waits until something is so.
	 * @param what for what, for the message
	 * @param condition whether it is so
	 * @throws BenchmarkException if it is not within half a minute
	 */
	public static void until(String what, BooleanSupplier condition) {
		long end = System.nanoTime() + DEADLINE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				throw new BenchmarkException("waited " + DEADLINE.toSeconds() + " s for " + what);
			}
			forSome(PAUSE);
		}
	}

}
