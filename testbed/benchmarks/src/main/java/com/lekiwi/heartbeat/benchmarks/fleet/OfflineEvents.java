package com.lekiwi.heartbeat.benchmarks.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/** The log's events of robots that went offline, read from behind the newest. */
final class OfflineEvents {

	private static final String NEW = """
			SELECT
			  e.subject,
			  e.occurred_at,
			  e.recorded_at,
			  e.occurred_at = l.last_beat_at + make_interval(secs => 3 * l.interval_s) AS dated_at_the_deadline
			FROM robot_events e
			JOIN robot_liveness l ON l.robot_id = e.subject
			WHERE e.kind = 'offline'
			  AND e.id > ?
			ORDER BY e.id""";

	private final PostgresDatabase database;

	private final long after;

	private OfflineEvents(PostgresDatabase database, long after) {
		this.database = database;
		this.after = after;
	}

	/** Events that are not there yet. */
	static OfflineEvents fromNow(PostgresDatabase database) {
		return new OfflineEvents(database, DurablePostgres.number(database, "SELECT highest_id FROM robot_event_head"));
	}

	/**
	 * A robot that went offline.
	 *
	 * @param id the robot
	 * @param deadline the end of its lease
	 * @param recordedAt when that was written down
	 */
	record Offline(String id, Instant deadline, Instant recordedAt) {

		double lagMs() {
			return millis(Duration.between(this.deadline, this.recordedAt));
		}

		double lagMs(Instant told) {
			return millis(Duration.between(this.deadline, told));
		}

		private static double millis(Duration time) {
			return time.toNanos() / 1e6;
		}

	}

	/**
	 * Waits for robots to be offline.
	 * @param expected whose events are to come
	 * @return an event of each
	 * @throws BenchmarkException if one does not come, comes twice or is dated wrongly,
	 * or if another robot went offline
	 */
	List<Offline> await(Set<String> expected) {
		Waiting.until(expected.size() + " offline events", () -> count() >= expected.size());
		List<Offline> events = new ArrayList<>();
		Set<String> missing = new HashSet<>(expected);
		try (Connection connection = this.database.connect();
				PreparedStatement query = connection.prepareStatement(NEW)) {
			query.setLong(1, this.after);
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					String id = row.getString("subject");
					if (!missing.remove(id)) {
						throw new BenchmarkException(id
								+ (expected.contains(id) ? " went offline twice" : " went offline, though it beats"));
					}
					if (!row.getBoolean("dated_at_the_deadline")) {
						throw new BenchmarkException("the offline event of " + id
								+ " is not dated at its deadline: the observer was blind, as the machine is too busy");
					}
					events.add(new Offline(id, time(row, "occurred_at"), time(row, "recorded_at")));
				}
			}
		}
		catch (SQLException ex) {
			throw new BenchmarkException("PostgreSQL does not answer: " + ex.getMessage(), ex);
		}
		return events;
	}

	private long count() {
		return DurablePostgres.number(this.database,
				"SELECT count(*) FROM robot_events WHERE kind = 'offline' AND id > " + this.after);
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
