package com.lekiwi.heartbeat.state.observer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Times in which nobody could hear robots. */
@Component
public class BlindIntervals {

	private final JdbcClient database;

	BlindIntervals(JdbcClient database) {
		this.database = database;
	}

	/**
	 * Records an interval, and tells of it; call it last in a transaction.
	 * @param connection in the transaction
	 * @param blind the interval
	 * @throws SQLException if the store refuses or is away
	 */
	public void record(Connection connection, BlindInterval blind) throws SQLException {
		try (PreparedStatement record = connection
			.prepareStatement("SELECT record_blind_interval(?::timestamptz, ?::timestamptz, ?)")) {
			record.setString(1, blind.beganAt().toString());
			record.setString(2, blind.endedAt().toString());
			record.setString(3, blind.cause());
			record.execute();
		}
	}

	/**
	 * The interval that ended last.
	 * @return the interval; empty when there never was one
	 */
	public Optional<BlindInterval> latest() {
		return this.database.sql("""
				SELECT began_at, ended_at, cause
				FROM observer_blind_intervals
				ORDER BY ended_at DESC
				LIMIT 1""")
			.query((row, number) -> new BlindInterval(row.getObject("began_at", OffsetDateTime.class).toInstant(),
					row.getObject("ended_at", OffsetDateTime.class).toInstant(), row.getString("cause")))
			.optional();
	}

}
