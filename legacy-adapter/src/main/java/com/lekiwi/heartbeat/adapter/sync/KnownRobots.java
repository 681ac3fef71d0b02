package com.lekiwi.heartbeat.adapter.sync;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads, in one statement a page, what the new side knows. */
@Component
public final class KnownRobots {

	private static final int DEFAULT_INTERVAL_S = 5;

	private static final String SELECT = """
			SELECT
			  r.id,
			  r.name,
			  r.type,
			  r.address,
			  r.retired_at,
			  l.alive,
			  l.last_beat_at,
			  l.interval_s,
			  l.host_ready,
			  v.robot_id IS NOT NULL AS forwardable,
			  f.robot_id IS NOT NULL AS told,
			  f.ended_at AS told_until
			FROM robots r
			LEFT JOIN robot_liveness l ON l.robot_id = r.id
			LEFT JOIN legacy_forwards f ON f.robot_id = r.id
			LEFT JOIN forwardable_beats v ON v.robot_id = r.id
			""";

	private static final String BY_ID = SELECT + "WHERE r.id = ANY (?)";

	private static final String PAGE = SELECT + "WHERE r.id > ? ORDER BY r.id LIMIT ?";

	private final JdbcTemplate database;

	/**
	 * Makes a reader.
	 * @param database where robots are
	 */
	public KnownRobots(JdbcTemplate database) {
		this.database = database;
	}

	/**
	 * Reads some robots.
	 * @param ids which
	 * @return those that are known, by their ids
	 */
	public Map<String, KnownRobot> read(Collection<String> ids) {
		Map<String, KnownRobot> known = HashMap.newHashMap(ids.size());
		this.database.query(connection -> {
			PreparedStatement statement = connection.prepareStatement(BY_ID);
			statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
			return statement;
		}, row -> {
			KnownRobot robot = robot(row);
			known.put(robot.id(), robot);
		});
		return known;
	}

	/**
	 * Reads robots in the order of their ids.
	 * @param after the id after which to begin
	 * @param limit how many at most
	 * @return the robots
	 */
	public List<KnownRobot> page(String after, int limit) {
		return this.database.query(PAGE, (row, _) -> robot(row), after, limit);
	}

	private static KnownRobot robot(ResultSet row) throws SQLException {
		int interval = Objects.requireNonNullElse(row.getObject("interval_s", Integer.class), DEFAULT_INTERVAL_S);
		return new KnownRobot(row.getString("id"), row.getString("name"), row.getString("type"),
				row.getString("address"), instant(row, "retired_at"), row.getBoolean("alive"),
				instant(row, "last_beat_at"), Duration.ofSeconds(interval), row.getObject("host_ready", Boolean.class),
				row.getBoolean("forwardable"),
				new KnownRobot.Forwarded(row.getBoolean("told"), instant(row, "told_until")));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
