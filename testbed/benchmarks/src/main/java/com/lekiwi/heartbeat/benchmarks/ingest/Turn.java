package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;

/**
 * One turn of one contestant.
 *
 * @param wrk what the load generator saw
 * @param cpu what it cost
 * @param taken by how much the contestant's own count grew; 0 if it keeps none
 * @param updates messages that the subscriber got meanwhile
 */
record Turn(WrkResult wrk, CpuTimes cpu, long taken, long updates) {

	/** Milliseconds of processor time for a thousand good answers. */
	double perThousand(double cpuSeconds) {
		return cpuSeconds * 1_000 * 1_000 / this.wrk.good();
	}

}
