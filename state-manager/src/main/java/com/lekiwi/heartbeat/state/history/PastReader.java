package com.lekiwi.heartbeat.state.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.registry.RobotRows;
import org.jspecify.annotations.Nullable;

/** Reads robots with their events, all of one snapshot. */
final class PastReader {

	/**
	 * What happened is recorded later, by another clock. By so much at most the two may
	 * disagree; it decides which days of the log are looked into.
	 */
	static final Duration CLOCK_MARGIN = Duration.ofDays(1);

	private static final int ROWS_AT_ONCE = 1_000;

	private static final String ROBOTS = """
			r.id = ANY (?)""";

	private static final String ROBOTS_OF_SITE = """
			r.id IN (
			  SELECT s.id
			  FROM robots s
			  WHERE s.site = ?
			  UNION
			  SELECT m.subject
			  FROM robot_events m
			  WHERE m.kind = 'changed'
			    AND m.subject_kind = 'robot'
			    AND m.recorded_at > ?
			    AND m.details -> 'previous' ->> 'site' = ?
			)""";

	private final Connection connection;

	/** Bound as what it is: so whole days of the log are left out when planning. */
	private final OffsetDateTime recordedAfter;

	private @Nullable Instant keptSince;

	/**
	 * Reads events of a time and all after it.
	 * @param connection the store
	 * @param from the time
	 */
	PastReader(Connection connection, Instant from) {
		this.connection = connection;
		this.recordedAfter = from.minus(CLOCK_MARGIN).atOffset(ZoneOffset.UTC);
	}

	/** Since when the log is whole, as the last reading found it; absent for ever. */
	@Nullable Instant keptSince() {
		return this.keptSince;
	}

	/**
	 * Reads robots.
	 * @param robots their ids; those that are not known are left out
	 * @param receiver takes one after the other
	 * @throws SQLException if the store is away
	 */
	void ofRobots(List<RobotId> robots, Consumer<RobotPast> receiver) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement(sql(ROBOTS))) {
			query.setObject(1, this.recordedAfter);
			query.setArray(2, this.connection.createArrayOf("text", robots.stream().map(RobotId::value).toArray()));
			read(query, receiver);
		}
	}

	/**
	 * Reads all robots that stood at a site at any time since the beginning, or do now.
	 * @param site the site
	 * @param receiver takes one after the other
	 * @throws SQLException if the store is away
	 */
	void ofSite(String site, Consumer<RobotPast> receiver) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement(sql(ROBOTS_OF_SITE))) {
			query.setObject(1, this.recordedAfter);
			query.setString(2, site);
			query.setObject(3, this.recordedAfter);
			query.setString(4, site);
			read(query, receiver);
		}
	}

	private static String sql(String which) {
		return """
				SELECT
				  k.kept_since, r.id, r.registered_at, r.site, COALESCE(l.alive, FALSE) AS alive,
				  COALESCE(t.kind = 'retired', FALSE) AS retired, e.kind, e.occurred_at,
				  e.details -> 'previous' ->> 'site' AS previous_site, e.details -> 'previous' IS NOT NULL AS told_previous,
				  CASE WHEN e.kind = 'history_corrected' THEN (e.details ->> 'from')::timestamptz END AS corrected_from,
				  CASE WHEN e.kind = 'history_corrected' THEN (e.details ->> 'to')::timestamptz END AS corrected_to
				FROM robot_event_retention k
				CROSS JOIN robots r
				LEFT JOIN robot_liveness l ON l.robot_id = r.id
				LEFT JOIN LATERAL (
				  SELECT kind
				  FROM robot_events
				  WHERE subject = r.id
				    AND subject_kind = 'robot'
				    AND kind IN ('retired', 'returned')
				  ORDER BY id DESC
				  LIMIT 1
				) AS t ON TRUE
				LEFT JOIN robot_events e ON e.subject = r.id
				  AND e.subject_kind = 'robot'
				  AND e.recorded_at > ?
				  AND e.kind IN (
				    'registered', 'online', 'offline', 'retired', 'returned', 'changed', 'history_corrected'
				  )
				WHERE %s
				ORDER BY r.id, e.id"""
			.formatted(which);
	}

	private void read(PreparedStatement query, Consumer<RobotPast> receiver) throws SQLException {
		query.setFetchSize(ROWS_AT_ONCE);
		try (ResultSet rows = query.executeQuery()) {
			RobotPast robot = null;
			List<PastEvent> events = new ArrayList<>();
			while (rows.next()) {
				this.keptSince = RobotRows.time(rows, "kept_since");
				String id = rows.getString("id");
				if (robot == null || !robot.id().value().equals(id)) {
					hand(robot, events, receiver);
					robot = robot(rows, id);
					events.clear();
				}
				if (rows.getString("kind") != null) {
					events.add(event(rows));
				}
			}
			hand(robot, events, receiver);
		}
	}

	private static void hand(@Nullable RobotPast robot, List<PastEvent> events, Consumer<RobotPast> receiver) {
		if (robot != null) {
			receiver.accept(robot.and(events));
		}
	}

	private static RobotPast robot(ResultSet row, String id) throws SQLException {
		return new RobotPast(new RobotId(id), required(row, "registered_at"), row.getString("site"),
				row.getBoolean("alive"), row.getBoolean("retired"), List.of());
	}

	private static PastEvent event(ResultSet row) throws SQLException {
		String kind = row.getString("kind");
		boolean corrects = kind.equals("history_corrected");
		return new PastEvent(kind, required(row, "occurred_at"), row.getString("previous_site"),
				row.getBoolean("told_previous"),
				corrects ? new Interval(required(row, "corrected_from"), required(row, "corrected_to")) : null);
	}

	private static Instant required(ResultSet row, String column) throws SQLException {
		Instant time = RobotRows.time(row, column);
		if (time == null) {
			throw new IllegalStateException(column + " is missing in the log");
		}
		return time;
	}

}
