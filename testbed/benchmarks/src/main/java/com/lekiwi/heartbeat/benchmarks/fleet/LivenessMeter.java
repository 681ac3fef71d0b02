package com.lekiwi.heartbeat.benchmarks.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;

/** Watches what it costs to notice silence, apart from all else that the service does. */
final class LivenessMeter implements AutoCloseable {

	/** Those that look for silent robots, and those that keep the index of leases. */
	private static final Set<String> THREADS = Set.of("liveness-watch", "lease-index", "lease-rebuild");

	private static final String SESSIONS = """
			SELECT pid
			FROM pg_stat_activity
			WHERE datname = ?
			  AND application_name = 'state-manager-watch'""";

	/** Nothing else asks when leases end. */
	private static final String STATEMENTS = """
			SELECT coalesce(sum(s.calls), 0)::bigint
			FROM pg_stat_statements s
			JOIN pg_database d ON d.oid = s.dbid
			WHERE d.datname = ?
			  AND s.query LIKE '%lease_end(%'""";

	/** Sorted sets are used for leases, and for nothing else. */
	private static final Pattern REDIS_COMMANDS = Pattern.compile("cmdstat_(?:zadd|zrem|zrange|zscore):calls=(\\d+)");

	private final Connection superuser;

	private final String database;

	private final long serverPid;

	private final FleetRedis redis;

	private LivenessMeter(Connection superuser, String database, long serverPid, FleetRedis redis) {
		this.superuser = superuser;
		this.database = database;
		this.serverPid = serverPid;
		this.redis = redis;
	}

	/** Lets PostgreSQL count statements, for which it starts again. */
	static void prepare(BenchmarkRun run, DurablePostgres postgres) {
		try (Connection connection = postgres.superuser().connect();
				Statement statement = connection.createStatement()) {
			statement.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
			statement.execute("CREATE EXTENSION pg_stat_statements");
		}
		catch (SQLException ex) {
			throw new BenchmarkException("PostgreSQL cannot count statements: " + ex.getMessage(), ex);
		}
		postgres.restart(run);
	}

	/**
	 * Begins to watch.
	 * @param postgres a server that was prepared
	 * @param database the service's database
	 * @param serverPid the service
	 * @param redis the service's Redis
	 */
	static LivenessMeter of(DurablePostgres postgres, String database, long serverPid, FleetRedis redis) {
		try {
			return new LivenessMeter(postgres.superuser().connect(), database, serverPid, redis);
		}
		catch (SQLException ex) {
			throw new BenchmarkException("PostgreSQL does not answer: " + ex.getMessage(), ex);
		}
	}

	LivenessWork soFar() {
		try {
			return new LivenessWork(System.nanoTime(), ProcessStat.threadCpuSeconds(this.serverPid, THREADS),
					sessionsCpu(), this.redis.cpuSeconds(), redisCommands(), statements());
		}
		catch (SQLException ex) {
			throw new BenchmarkException("PostgreSQL does not answer: " + ex.getMessage(), ex);
		}
	}

	private double sessionsCpu() throws SQLException {
		double seconds = 0;
		try (PreparedStatement query = this.superuser.prepareStatement(SESSIONS)) {
			query.setString(1, this.database);
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					seconds += ProcessStat.cpuSeconds(row.getLong(1));
				}
			}
		}
		return seconds;
	}

	private long statements() throws SQLException {
		try (PreparedStatement query = this.superuser.prepareStatement(STATEMENTS)) {
			query.setString(1, this.database);
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	private long redisCommands() {
		return commands(this.redis.info("commandstats"));
	}

	static long commands(String commandStats) {
		Matcher found = REDIS_COMMANDS.matcher(commandStats);
		long calls = 0;
		while (found.find()) {
			calls += Long.parseLong(found.group(1));
		}
		return calls;
	}

	@Override
	public void close() throws SQLException {
		this.superuser.close();
	}

}
