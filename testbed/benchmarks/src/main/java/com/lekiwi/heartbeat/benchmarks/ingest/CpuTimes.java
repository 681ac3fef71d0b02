package com.lekiwi.heartbeat.benchmarks.ingest;

/**
 * Processor time, in seconds.
 *
 * @param server of the contestant's server
 * @param postgres of PostgreSQL with all its processes
 * @param redis of Redis and of its subscriber
 * @param idle of the other contestants' servers, which have nothing to do
 * @param wrk of the load generator
 */
record CpuTimes(double server, double postgres, double redis, double idle, double wrk) {

	CpuTimes minus(CpuTimes before) {
		return new CpuTimes(this.server - before.server, this.postgres - before.postgres, this.redis - before.redis,
				this.idle - before.idle, this.wrk - before.wrk);
	}

	CpuTimes withWrk(double seconds) {
		return new CpuTimes(this.server, this.postgres, this.redis, this.idle, seconds);
	}

}
