package com.lekiwi.heartbeat.benchmarks.ingest;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.RedisStore;

/**
 * The stores under state-manager, and what PostgreSQL counts.
 *
 * @param postgres PostgreSQL
 * @param redis Redis
 */
record BeatStores(DurablePostgres postgres, RedisStore redis) {

	static BeatStores start(BenchmarkRun run) {
		return new BeatStores(DurablePostgres.start(run), DurablePostgres.redis(run));
	}

	/** Beats that were counted in a database. */
	static long received(PostgresDatabase database) {
		return DurablePostgres.number(database, "SELECT coalesce(sum(received), 0)::bigint FROM robot_liveness");
	}

	/**
	 * Rows that were inserted or updated in a database since it was made. A session tells
	 * its last figures when it ends.
	 */
	static long rowsWritten(PostgresDatabase database) {
		return DurablePostgres.number(database,
				"SELECT coalesce(sum(n_tup_ins + n_tup_upd), 0)::bigint FROM pg_stat_user_tables");
	}

}
