package com.lekiwi.heartbeat.stores;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL server keeps what.
 *
 * @param dataDirectory keeps the data over restarts; {@code null} for a temporary one
 * that is deleted on close
 * @param binaries where the embedded server's binaries are unpacked once; {@code null}
 * for the directory for temporary files
 * @param port the port on 127.0.0.1; 0 for any free one
 * @param logFile is appended to; {@code null} for one in the data directory's parent
 * @param password of the role {@value PostgresStore#ROLE}
 * @param superuserPassword of the role {@code postgres}; must stay the same for the same
 * data
 */
public record PostgresSettings(@Nullable Path dataDirectory, @Nullable Path binaries, int port, @Nullable Path logFile,
		String password, String superuserPassword) {

	/**
	 * A server for tests: temporary, on any free port.
	 * @return settings with passwords of their own
	 */
	public static PostgresSettings temporary() {
		return new PostgresSettings(null, null, 0, null, Passwords.random(), Passwords.random());
	}

	@Override
	public String toString() {
		return "PostgresSettings[dataDirectory=" + this.dataDirectory + ", port=" + this.port + ", logFile="
				+ this.logFile + "]";
	}

}
