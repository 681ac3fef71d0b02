package com.lekiwi.heartbeat.stores;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where a Redis server keeps what. It persists nothing.
 *
 * @param directory its working directory, with its binary; {@code null} for a temporary
 * one that is deleted on close
 * @param port the port on 127.0.0.1; 0 for any free one
 * @param logFile is appended to; {@code null} for one in the working directory
 */
public record RedisSettings(@Nullable Path directory, int port, @Nullable Path logFile) {

	/**
	 * A server for tests: temporary, on any free port.
	 * @return the settings
	 */
	public static RedisSettings temporary() {
		return new RedisSettings(null, 0, null);
	}

}
