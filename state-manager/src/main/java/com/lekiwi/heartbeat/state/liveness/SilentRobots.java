package com.lekiwi.heartbeat.state.liveness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.incident.SilentRobot;
import com.lekiwi.heartbeat.state.observer.ObserverWatch;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.stereotype.Component;

/**
 * Finds robots whose leases are over, and locks their rows. A row that is locked is being
 * beaten, or marked by another replica: either way it is none of ours. While nobody is
 * known to watch there are none.
 */
@Component
class SilentRobots {

	/**
	 * The end of a lease, of a robot {@code l} and the blind times {@code b}. Most robots
	 * were heard long after the last of these, which then did not move their lease: the
	 * function need not look. Ten seconds are its grace.
	 */
	static final String DEADLINE = """
			CASE
			  WHEN b.latest IS NULL OR l.last_beat_at >= b.latest + interval '10 seconds' THEN l.lease_until
			  ELSE lease_end(l.last_beat_at, l.lease_until)
			END""";

	/** What {@link #DEADLINE} needs of the blind times. */
	static final String BLIND = "SELECT max(b.ended_at) AS latest FROM observer_blind_intervals b";

	private static final String FIND = """
			WITH watched AS MATERIALIZED (
			  %1$s
			), blind AS MATERIALIZED (
			  %4$s
			)
			SELECT
			  l.robot_id,
			  l.last_beat_at,
			  l.interval_s,
			  %3$s AS deadline,
			  (SELECT r.site FROM robots r WHERE r.id = l.robot_id) AS site
			FROM watched w
			CROSS JOIN blind b
			CROSS JOIN robot_liveness l
			WHERE l.alive
			  AND l.lease_until < w.now
			  AND %3$s < w.now
			  AND %2$s
			ORDER BY l.robot_id
			LIMIT ?
			FOR UPDATE OF l SKIP LOCKED""";

	private static final String AMONG = FIND.formatted(ObserverWatch.WATCHED, "l.robot_id = ANY (?)", DEADLINE, BLIND);

	private static final String ANYWHERE = FIND.formatted(ObserverWatch.WATCHED, "TRUE", DEADLINE, BLIND);

	private final ObserverWatch watch;

	SilentRobots(ObserverWatch watch) {
		this.watch = watch;
	}

	List<SilentRobot> among(Connection connection, List<RobotId> robots) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(AMONG)) {
			this.watch.bindWatched(query, 1);
			query.setArray(2, connection.createArrayOf("text", robots.stream().map(RobotId::value).toArray()));
			query.setInt(3, robots.size());
			return read(query);
		}
	}

	List<SilentRobot> anywhere(Connection connection, int limit) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(ANYWHERE)) {
			this.watch.bindWatched(query, 1);
			query.setInt(2, limit);
			return read(query);
		}
	}

	Instant now(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT fleet_time() AS now")) {
			row.next();
			return time(row, "now");
		}
	}

	static Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(RobotRows.time(row, column));
	}

	private static List<SilentRobot> read(PreparedStatement query) throws SQLException {
		List<SilentRobot> robots = new ArrayList<>();
		try (ResultSet row = query.executeQuery()) {
			while (row.next()) {
				Duration lease = Duration.ofSeconds((long) row.getInt("interval_s") * Heartbeat.LEASE_INTERVALS);
				robots.add(new SilentRobot(new RobotId(row.getString("robot_id")), row.getString("site"),
						time(row, "last_beat_at"), time(row, "deadline"), lease));
			}
		}
		return robots;
	}

}
