package com.lekiwi.heartbeat.state.liveness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Marks robots offline: a compare-and-set that one of many replicas wins. */
@Component
class OfflineMarker {

	/**
	 * A row that is locked is being beaten, or marked by another replica: either way it
	 * is none of ours. {@code alive} is compared under the lock, so a beat that came in
	 * between is never overwritten.
	 */
	private static final String MARK = """
			WITH due AS (
			  SELECT robot_id, lease_until
			  FROM robot_liveness
			  WHERE alive
			    AND lease_until < ?::timestamptz
			    AND ?::timestamptz + make_interval(secs => interval_s * %d) < ?::timestamptz
			  ORDER BY robot_id
			  LIMIT ?
			  FOR UPDATE SKIP LOCKED
			),
			marked AS (
			  UPDATE robot_liveness l SET
			    alive = FALSE
			  FROM due
			  WHERE l.robot_id = due.robot_id
			    AND l.alive
			  RETURNING l.robot_id, due.lease_until
			)
			UPDATE robots r SET
			  status = CASE WHEN r.status = 'maintenance' THEN r.status ELSE 'offline' END,
			  status_since = CASE WHEN r.status = 'maintenance' THEN r.status_since ELSE marked.lease_until END,
			  version = r.version + 1
			FROM marked
			WHERE r.id = marked.robot_id
			RETURNING %s, marked.lease_until""".formatted(Heartbeat.LEASE_INTERVALS, RobotRows.columns("r"));

	private final JdbcTemplate database;

	private final EventLog log;

	OfflineMarker(JdbcTemplate database, EventLog log) {
		this.database = database;
		this.log = log;
	}

	/**
	 * Marks robots whose lease ran out, dated at the end of the lease.
	 * @param now the time of this look
	 * @param watchingSince since when somebody has been listening without a break
	 * @param limit how many at most
	 * @return the robots that this call marked
	 */
	@Transactional
	public List<RobotChange> mark(Instant now, Instant watchingSince, int limit) {
		List<RobotChange> marked = this.database
			.execute((ConnectionCallback<List<RobotChange>>) connection -> mark(connection, now, watchingSince, limit));
		return (marked != null) ? marked : List.of();
	}

	private List<RobotChange> mark(Connection connection, Instant now, Instant watchingSince, int limit)
			throws SQLException {
		List<RobotChange> changes = new ArrayList<>();
		List<RobotEvent> events = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(MARK)) {
			statement.setString(1, now.toString());
			statement.setString(2, watchingSince.toString());
			statement.setString(3, now.toString());
			statement.setInt(4, limit);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					RobotChange change = RobotRows.change(rows, false);
					Instant deadline = RobotRows.time(rows, "lease_until");
					changes.add(change);
					events.add(new RobotEvent(change.id(), EventKind.OFFLINE, (deadline != null) ? deadline : now));
				}
			}
		}
		this.log.append(connection, events);
		return changes;
	}

}
