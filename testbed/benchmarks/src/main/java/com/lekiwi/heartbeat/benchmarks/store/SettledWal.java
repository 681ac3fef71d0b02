package com.lekiwi.heartbeat.benchmarks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * Brings a new server's write-ahead log to where it is after a day: its files are there,
 * and are used again. A new server makes one for every 16 MB, in the middle of somebody's
 * commit, which takes some 50 ms and would be measured in place of the commit.
 */
final class SettledWal {

	/** What a server keeps by default before it begins to remove files. */
	private static final int FILES = 1024 / 16;

	private SettledWal() {
	}

	static void prepare(PostgresDatabase server) {
		try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
			statement.execute("ALTER SYSTEM SET min_wal_size = '1GB'");
			statement.execute("SELECT pg_reload_conf()");
			for (int file = 0; file < FILES; file++) {
				// A file in which nothing was written would not be left.
				statement.execute("SELECT pg_logical_emit_message(FALSE, 'bench', '')");
				statement.execute("SELECT pg_switch_wal()");
			}
			statement.execute("CHECKPOINT");
		}
		catch (SQLException ex) {
			throw new BenchmarkException("the write-ahead log cannot be prepared: " + ex.getMessage(), ex);
		}
	}

}
