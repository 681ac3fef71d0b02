package com.lekiwi.heartbeat.benchmarks.edge;

/**
 * A beat as its robot saw it. Times are readings of {@link System#nanoTime()}.
 *
 * @param robot which robot
 * @param due when it was to be sent
 * @param answered when its answer was there, or was given up
 * @param system who answered; empty for nobody
 */
record Beat(int robot, long due, long answered, String system) {

	private static final double NANOS_PER_MS = 1e6;

	/** Waiting for the beat before it counts. */
	double latencyMs() {
		return (this.answered - this.due) / NANOS_PER_MS;
	}

}
