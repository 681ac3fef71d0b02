package com.lekiwi.heartbeat.benchmarks.fleet;

import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * What a fleet occupies in PostgreSQL, with indexes, and with what updates have left
 * behind.
 *
 * @param robotBytes of robots and their liveness
 * @param eventRows events
 * @param eventBytes of the log
 * @param sampleRows minutes of robots
 * @param sampleBytes of the samples
 */
record StoreSizes(long robotBytes, long eventRows, long eventBytes, long sampleRows, long sampleBytes) {

	private static final int MINUTES_A_DAY = 24 * 60;

	static StoreSizes of(PostgresDatabase database) {
		return new StoreSizes(
				DurablePostgres.number(database,
						"SELECT pg_total_relation_size('robots') + pg_total_relation_size('robot_liveness')"),
				rows(database, "robot_events"), bytes(database, "robot_events"), rows(database, "robot_samples"),
				bytes(database, "robot_samples"));
	}

	private static long rows(PostgresDatabase database, String table) {
		return DurablePostgres.number(database, "SELECT count(*) FROM " + table);
	}

	/** Days to come have empty partitions, which are nobody's share. */
	private static long bytes(PostgresDatabase database, String table) {
		return DurablePostgres.number(database,
				"SELECT coalesce(sum(pg_total_relation_size(relid)), 0)::bigint FROM pg_partition_tree('" + table
						+ "') WHERE isleaf AND pg_relation_size(relid) > 0");
	}

	double bytesPerEvent() {
		return (double) this.eventBytes / this.eventRows;
	}

	/** NaN when the run was too short for a minute to end. */
	double sampleBytesPerRobotDay() {
		return (this.sampleRows > 0) ? (double) this.sampleBytes / this.sampleRows * MINUTES_A_DAY : Double.NaN;
	}

}
