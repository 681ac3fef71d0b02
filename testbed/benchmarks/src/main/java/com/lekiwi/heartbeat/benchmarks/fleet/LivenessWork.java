package com.lekiwi.heartbeat.benchmarks.fleet;

/**
 * What liveness has done so far, or in some time.
 *
 * @param nanos the monotonic clock's reading, or the time
 * @param serverCpu processor time of its threads in the service, in seconds
 * @param postgresCpu of the sessions that they use
 * @param redisCpu of Redis, in all; 0 while it is away
 * @param redisCommands commands on the index of leases, those in scripts as well
 * @param statements statements that look for leases in PostgreSQL
 */
record LivenessWork(long nanos, double serverCpu, double postgresCpu, double redisCpu, long redisCommands,
		long statements) {

	private static final double NANOS = 1e9;

	private static final double MILLIS = 1e3;

	LivenessWork since(LivenessWork before) {
		return new LivenessWork(this.nanos - before.nanos, this.serverCpu - before.serverCpu,
				this.postgresCpu - before.postgresCpu, this.redisCpu - before.redisCpu,
				this.redisCommands - before.redisCommands, this.statements - before.statements);
	}

	/** Milliseconds of processor time a second, of the service, PostgreSQL and Redis. */
	double cpuMsPerSecond() {
		return (this.serverCpu + this.postgresCpu + this.redisCpu) * MILLIS / seconds();
	}

	double postgresMsPerSecond() {
		return this.postgresCpu * MILLIS / seconds();
	}

	double redisCommandsPerSecond() {
		return this.redisCommands / seconds();
	}

	double statementsPerSecond() {
		return this.statements / seconds();
	}

	private double seconds() {
		return this.nanos / NANOS;
	}

}
