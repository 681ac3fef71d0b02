package com.lekiwi.heartbeat.state.maintenance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets robots aside for a time, and takes them back when it is over. Rows are locked as
 * everywhere: liveness first, then robots.
 */
@Component
public class Maintenance {

	private static final String ALIVE = """
			COALESCE((SELECT l.alive FROM robot_liveness l WHERE l.robot_id = r.id), FALSE) AS alive""";

	private static final String START = """
			UPDATE robots r SET
			  maintenance_since = COALESCE(r.maintenance_since, ?::timestamptz),
			  maintenance_until = ?::timestamptz,
			  maintenance_by = ?,
			  maintenance_reason = ?,
			  status_since = CASE WHEN r.status = 'maintenance' THEN r.status_since ELSE ?::timestamptz END,
			  status = 'maintenance',
			  version = r.version + 1
			WHERE r.id = ?
			  AND r.retired_at IS NULL
			RETURNING %s, %s""".formatted(RobotRows.columns("new"), ALIVE);

	private static final String OF_ONE = "r.maintenance_until IS NOT NULL AND r.id = ?";

	private static final String OVER = "r.maintenance_until <= fleet_time()";

	private final JdbcTemplate database;

	private final JdbcClient reader;

	private final EventLog log;

	private final Clock clock;

	Maintenance(JdbcTemplate database, JdbcClient reader, EventLog log, Clock clock) {
		this.database = database;
		this.reader = reader;
		this.log = log;
		this.clock = clock;
	}

	Optional<MaintenanceWindow> of(RobotId id) {
		return this.reader.sql("""
				SELECT id, maintenance_since, maintenance_until, maintenance_by, maintenance_reason
				FROM robots
				WHERE id = ?
				  AND maintenance_until IS NOT NULL""")
			.param(id.value())
			.query((row, number) -> new MaintenanceWindow(new RobotId(row.getString("id")),
					time(row, "maintenance_since"), time(row, "maintenance_until"), row.getString("maintenance_by"),
					row.getString("maintenance_reason")))
			.optional();
	}

	/**
	 * Begins maintenance, or moves its end.
	 * @param id the robot
	 * @param body until when, and why
	 * @return the robot as it is now; empty when no robot of the fleet has this id
	 */
	@Transactional
	Optional<RobotChange> start(RobotId id, MaintenanceBody body) {
		Optional<RobotChange> changed = this.database
			.execute((ConnectionCallback<Optional<RobotChange>>) connection -> start(connection, id, body));
		return (changed != null) ? changed : Optional.empty();
	}

	private Optional<RobotChange> start(Connection connection, RobotId id, MaintenanceBody body) throws SQLException {
		String now = this.clock.instant().truncatedTo(ChronoUnit.MICROS).toString();
		lock(connection, "r.id = ?", id);
		try (PreparedStatement update = connection.prepareStatement(START)) {
			update.setString(1, now);
			update.setString(2, body.until().toString());
			update.setString(3, body.by());
			update.setString(4, body.reason());
			update.setString(5, now);
			update.setString(6, id.value());
			try (ResultSet row = update.executeQuery()) {
				if (!row.next()) {
					return Optional.empty();
				}
				RobotChange change = RobotRows.change(row, row.getBoolean("alive"));
				Map<String, Object> details = new HashMap<>();
				details.put("since", time(row, "maintenance_since"));
				details.put("until", body.until());
				details.put("by", body.by());
				if (body.reason() != null) {
					details.put("reason", body.reason());
				}
				this.log.append(connection,
						List.of(new RobotEvent(id, EventKind.MAINTENANCE_STARTED, Instant.parse(now), details)));
				return Optional.of(change);
			}
		}
	}

	/**
	 * Ends maintenance before its time.
	 * @param id the robot
	 * @return the robot as it is now, if it was in maintenance
	 */
	@Transactional
	List<RobotChange> end(RobotId id) {
		List<RobotChange> changes = this.database
			.execute((ConnectionCallback<List<RobotChange>>) connection -> end(connection, OF_ONE, "person", id));
		return (changes != null) ? changes : List.of();
	}

	/**
	 * Ends what is over; of several replicas one does.
	 * @param connection in a transaction
	 * @return the robots as they are now
	 * @throws SQLException if the store refuses or is away
	 */
	public List<RobotChange> endWhatIsOver(Connection connection) throws SQLException {
		return end(connection, OVER, "time");
	}

	private List<RobotChange> end(Connection connection, String which, String endedBy, RobotId... ids)
			throws SQLException {
		lock(connection, which, ids);
		List<RobotChange> changes = new ArrayList<>();
		List<RobotEvent> events = new ArrayList<>();
		try (PreparedStatement update = connection.prepareStatement(ending(which))) {
			bind(update, ids);
			try (ResultSet row = update.executeQuery()) {
				while (row.next()) {
					RobotChange robot = RobotRows.change(row, row.getBoolean("alive"));
					changes.add(robot);
					// What happened meanwhile was not announced: this says how it is
					// left.
					events.add(new RobotEvent(robot.id(), EventKind.MAINTENANCE_ENDED, robot.statusSince(),
							Map.of("since", time(row, "was_since"), "ended_by", endedBy, "status", robot.status())));
				}
			}
		}
		this.log.append(connection, events);
		return changes;
	}

	private static String ending(String which) {
		return """
				UPDATE robots r SET
				  maintenance_since = NULL,
				  maintenance_until = NULL,
				  maintenance_by = NULL,
				  maintenance_reason = NULL,
				  status = COALESCE(
				    (
				      SELECT CASE
				        WHEN l.alive AND l.reported = 'error' THEN 'failed'
				        WHEN l.alive THEN 'online'
				        WHEN l.last_beat_at IS NOT NULL THEN 'offline'
				      END
				      FROM robot_liveness l
				      WHERE l.robot_id = r.id
				    ),
				    'discovered'
				  ),
				  status_since = LEAST(r.maintenance_until, fleet_time()),
				  version = r.version + 1
				WHERE %s
				RETURNING %s, old.maintenance_since AS was_since, %s""".formatted(which, RobotRows.columns("new"),
				ALIVE);
	}

	private static void lock(Connection connection, String which, RobotId... ids) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("""
				SELECT l.robot_id
				FROM robot_liveness l
				WHERE l.robot_id IN (SELECT r.id FROM robots r WHERE %s)
				ORDER BY l.robot_id
				FOR UPDATE""".formatted(which))) {
			bind(query, ids);
			query.executeQuery().close();
		}
	}

	private static void bind(PreparedStatement statement, RobotId... ids) throws SQLException {
		for (int i = 0; i < ids.length; i++) {
			statement.setString(i + 1, ids[i].value());
		}
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(RobotRows.time(row, column));
	}

}
