package com.lekiwi.heartbeat.benchmarks.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.OptionalLong;

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
 * PostgreSQL under state-manager: embedded, so that its processes can be watched, with
 * its data in the run's directory.
 */
public final class DurablePostgres {

	private final PostgresStore server;

	private final PostgresDatabase superuser;

	private final String fileSystem;

	private DurablePostgres(PostgresStore server, PostgresDatabase superuser, String fileSystem) {
		this.server = server;
		this.superuser = superuser;
		this.fileSystem = fileSystem;
	}

	/**
	 * Starts the server.
	 * @param run whose directory holds the data, and who closes it
	 * @return the server
	 */
	public static DurablePostgres start(BenchmarkRun run) {
		PostgresSettings fresh = PostgresSettings.temporary();
		Path data = run.directory().resolve("postgres");
		PostgresSettings settings = new PostgresSettings(data, null, 0, run.directory().resolve("postgres.log"),
				fresh.password(), fresh.superuserPassword());
		try {
			PostgresStore server = run.resources().open(() -> stores().postgres(settings));
			PostgresDatabase superuser = new PostgresDatabase(
					"jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres", "postgres",
					settings.superuserPassword());
			SettledWal.prepare(superuser);
			return new DurablePostgres(server, superuser, Files.getFileStore(data).type());
		}
		catch (StoreException ex) {
			throw oneLine(ex);
		}
		catch (IOException ex) {
			throw new BenchmarkException("no file system at " + data, ex);
		}
	}

	/**
	 * Starts a Redis, embedded as well.
	 * @param run who closes it
	 * @return an empty server
	 */
	public static RedisStore redis(BenchmarkRun run) {
		try {
			return run.resources().open(() -> stores().redis(RedisSettings.temporary()));
		}
		catch (StoreException ex) {
			throw oneLine(ex);
		}
	}

	private static Stores stores() {
		return Stores.of(StoreKind.EMBEDDED, Map.of());
	}

	/** What follows the first line is the end of the log, whose path that names. */
	private static BenchmarkException oneLine(StoreException failure) {
		return new BenchmarkException(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""), failure);
	}

	/**
	 * Makes an empty database.
	 * @param name its name
	 * @return how to connect to it, as the services do
	 */
	public PostgresDatabase freshDatabase(String name) {
		return this.server.freshDatabase(name);
	}

	/**
	 * The maintenance database, with all rights.
	 * @return how to connect to it
	 */
	public PostgresDatabase superuser() {
		return this.superuser;
	}

	/**
	 * The server's process.
	 * @return its number
	 */
	public OptionalLong pid() {
		return this.server.pid();
	}

	/**
	 * Starts the server again, for settings that take effect only then.
	 * @param run who would close it meanwhile
	 */
	public void restart(BenchmarkRun run) {
		// Not while the run is being ended: nobody would stop what is started then.
		run.resources().<AutoCloseable>open(() -> {
			this.server.stop();
			this.server.start();
			return () -> {
				// Whoever opened the server closes it.
			};
		});
	}

	/**
	 * The type of the file system that holds the data.
	 * @return its name
	 */
	public String fileSystem() {
		return this.fileSystem;
	}

	/**
	 * A setting as the server itself says.
	 * @param name the setting
	 * @return its value
	 */
	public String setting(String name) {
		return query(this.server.database(), "SHOW " + name);
	}

	/**
	 * Asks for one number.
	 * @param database where
	 * @param sql gives one row with an integer
	 * @return the number
	 */
	public static long number(PostgresDatabase database, String sql) {
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
