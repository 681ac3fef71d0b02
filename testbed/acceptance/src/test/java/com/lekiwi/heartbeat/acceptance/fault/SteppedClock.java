package com.lekiwi.heartbeat.acceptance.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.lekiwi.heartbeat.stores.PostgresDatabase;

/** The fleet's clock, which somebody puts. Closed, it shows the right time. */
final class SteppedClock implements AutoCloseable {

	private final PostgresDatabase database;

	SteppedClock(PostgresDatabase database) {
		this.database = database;
	}

	/**
	 * Puts the clock.
	 * @param hours to this many hours after the right time
	 */
	void put(int hours) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE OR REPLACE FUNCTION fleet_time() RETURNS timestamptz
					  LANGUAGE sql VOLATILE
					AS $$
					  SELECT clock_timestamp() + make_interval(hours => %d)
					$$""".formatted(hours));
		}
	}

	@Override
	public void close() throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("""
					CREATE OR REPLACE FUNCTION fleet_time() RETURNS timestamptz
					  LANGUAGE sql VOLATILE
					AS $$
					  SELECT clock_timestamp()
					$$""");
		}
	}

}
