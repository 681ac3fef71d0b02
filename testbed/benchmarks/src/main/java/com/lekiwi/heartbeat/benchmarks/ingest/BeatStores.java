package com.lekiwi.heartbeat.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.PostgresSettings;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.RedisSettings;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.StoreException;
import com.lekiwi.heartbeat.stores.StoreKind;
import com.lekiwi.heartbeat.stores.Stores;

/**
 * The stores under state-manager: embedded, so that their processes can be watched, with
 * PostgreSQL's data in the run's directory.
 */
final class BeatStores {

	private final PostgresStore postgres;

	private final RedisStore redis;

	private final String fileSystem;

	private BeatStores(PostgresStore postgres, RedisStore redis, String fileSystem) {
		this.postgres = postgres;
		this.redis = redis;
		this.fileSystem = fileSystem;
	}

	static BeatStores start(BenchmarkRun run) {
		Stores stores = Stores.of(StoreKind.EMBEDDED, Map.of());
		PostgresSettings fresh = PostgresSettings.temporary();
		Path data = run.directory().resolve("postgres");
		PostgresSettings settings = new PostgresSettings(data, null, 0, run.directory().resolve("postgres.log"),
				fresh.password(), fresh.superuserPassword());
		try {
			PostgresStore postgres = run.resources().open(() -> stores.postgres(settings));
			SettledWal.prepare(postgres, settings.superuserPassword());
			RedisStore redis = run.resources().open(() -> stores.redis(RedisSettings.temporary()));
			return new BeatStores(postgres, redis, Files.getFileStore(data).type());
		}
		catch (StoreException ex) {
			// What follows the first line is the end of the log, whose path that names.
			throw new BenchmarkException(String.valueOf(ex.getMessage()).lines().findFirst().orElse(""), ex);
		}
		catch (IOException ex) {
			throw new BenchmarkException("no file system at " + data, ex);
		}
	}

	PostgresStore postgres() {
		return this.postgres;
	}

	RedisStore redis() {
		return this.redis;
	}

	/** The type of the file system that holds the data. */
	String fileSystem() {
		return this.fileSystem;
	}

	/** A setting as the server itself says. */
	String setting(String name) {
		return query(this.postgres.database(), "SHOW " + name);
	}

	/** Beats that were counted in a database. */
	static long received(PostgresDatabase database) {
		return number(database, "SELECT coalesce(sum(received), 0)::bigint FROM robot_liveness");
	}

	/**
	 * Rows that were inserted or updated in a database since it was made. A session tells
	 * its last figures when it ends.
	 */
	static long rowsWritten(PostgresDatabase database) {
		return number(database, "SELECT coalesce(sum(n_tup_ins + n_tup_upd), 0)::bigint FROM pg_stat_user_tables");
	}

	private static long number(PostgresDatabase database, String sql) {
		return Long.parseLong(query(database, sql));
	}

	private static String query(PostgresDatabase database, String sql) {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
		catch (SQLException ex) {
			throw new BenchmarkException("PostgreSQL does not answer " + sql + ": " + ex.getMessage(), ex);
		}
	}

}
