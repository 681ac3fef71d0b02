package com.lekiwi.heartbeat.state.incident;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.stereotype.Component;

/**
 * Gives robots that seemed to be lost alone to the incident that they were the first of:
 * a robot that beats often is missed before enough of its site are due to be judged. The
 * {@code offline} event stays as it was; that the cause is another is an event of its
 * own.
 */
@Component
public class EarlyLosses {

	/**
	 * A robot that had missed a beat before the incident began was lost before. A row
	 * that is locked is being beaten, or is taken the next time.
	 */
	private static final String JOIN = """
			UPDATE robots r SET
			  offline_cause = s.cause,
			  version = r.version + 1
			FROM (
			  SELECT
			    k.id,
			    i.cause,
			    fleet_time() AS now
			  FROM site_incidents i
			  JOIN robots k ON i.site IS NULL OR k.site = i.site
			  JOIN robot_liveness l ON l.robot_id = k.id
			  WHERE i.ended_at IS NULL
			    AND k.offline_cause = 'single_loss'
			    AND k.retired_at IS NULL
			    AND NOT l.alive
			    AND l.last_beat_at + make_interval(secs => l.interval_s) >= i.began_at
			    AND l.last_beat_at < i.detected_at
			  ORDER BY k.id
			  FOR UPDATE OF k SKIP LOCKED
			) AS s
			WHERE r.id = s.id
			  AND r.offline_cause = 'single_loss'
			RETURNING %s, s.now, s.cause""".formatted(RobotRows.columns("new"));

	private final EventLog log;

	EarlyLosses(EventLog log) {
		this.log = log;
	}

	/**
	 * Joins robots with the incidents that are open; of several replicas one does.
	 * @param connection in a transaction
	 * @return the robots as they are now
	 * @throws SQLException if the store refuses or is away
	 */
	public List<RobotChange> join(Connection connection) throws SQLException {
		List<RobotChange> changes = new ArrayList<>();
		List<RobotEvent> events = new ArrayList<>();
		try (Statement update = connection.createStatement(); ResultSet row = update.executeQuery(JOIN)) {
			while (row.next()) {
				RobotChange robot = RobotRows.change(row, false);
				changes.add(robot);
				Instant now = Objects.requireNonNull(RobotRows.time(row, "now"));
				Map<String, Object> details = new HashMap<>(Map.of("cause", row.getString("cause"), "previous",
						OfflineCause.SINGLE_LOSS.wireName(), "announced", false));
				if (robot.site() != null) {
					details.put("site", robot.site());
				}
				events.add(new RobotEvent(robot.id(), EventKind.CAUSE_CHANGED, now, details));
			}
		}
		this.log.append(connection, events);
		return changes;
	}

}
