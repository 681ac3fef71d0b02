package com.lekiwi.heartbeat.state.offline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.stereotype.Component;

/**
 * Ends flapping: a robot that did not go offline for a while is announced again, and its
 * {@code flapping} event says how it is left, as the changes before it were not
 * announced.
 */
@Component
public class FlapCalm {

	private static final String DUE = """
			r.flapping
			  AND r.flapped_at + make_interval(secs => ?) < fleet_time()""";

	/** Liveness first, as everywhere: what is told of it is then true. */
	private static final String LOCK = """
			SELECT l.robot_id
			FROM robot_liveness l
			WHERE l.robot_id IN (SELECT r.id FROM robots r WHERE %s)
			ORDER BY l.robot_id
			FOR UPDATE SKIP LOCKED""".formatted(DUE);

	private static final String CALM = """
			UPDATE robots r SET
			  flapping = FALSE,
			  flaps = 0,
			  flaps_since = NULL,
			  version = r.version + 1
			FROM (
			  SELECT k.id, fleet_time() AS now
			  FROM robots k
			  WHERE k.id = ANY (?)
			  ORDER BY k.id
			  FOR UPDATE
			) AS s
			WHERE r.id = s.id
			  AND %s
			RETURNING %s, old.flaps AS was_flaps, old.flaps_since AS was_since, s.now,
			  COALESCE((SELECT l.alive FROM robot_liveness l WHERE l.robot_id = r.id), FALSE) AS alive""".formatted(DUE,
			RobotRows.columns("new"));

	private final EventLog log;

	private final StateManagerProperties.Flapping settings;

	FlapCalm(EventLog log, StateManagerProperties properties) {
		this.log = log;
		this.settings = properties.flapping();
	}

	/**
	 * Ends what is over; of several replicas one does.
	 * @param connection in a transaction
	 * @return the robots as they are now
	 * @throws SQLException if the store refuses or is away
	 */
	public List<RobotChange> endWhatIsOver(Connection connection) throws SQLException {
		double quiet = this.settings.quiet().toMillis() / 1_000.0;
		List<String> due = lock(connection, quiet);
		if (due.isEmpty()) {
			return List.of();
		}
		List<RobotChange> changes = new ArrayList<>();
		List<RobotEvent> events = new ArrayList<>();
		try (PreparedStatement update = connection.prepareStatement(CALM)) {
			update.setArray(1, connection.createArrayOf("text", due.toArray()));
			update.setDouble(2, quiet);
			try (ResultSet row = update.executeQuery()) {
				while (row.next()) {
					RobotChange robot = RobotRows.change(row, row.getBoolean("alive"));
					changes.add(robot);
					events.add(event(robot, row));
				}
			}
		}
		this.log.append(connection, events);
		return changes;
	}

	private static List<String> lock(Connection connection, double quiet) throws SQLException {
		List<String> due = new ArrayList<>();
		try (PreparedStatement query = connection.prepareStatement(LOCK)) {
			query.setDouble(1, quiet);
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					due.add(row.getString(1));
				}
			}
		}
		return due;
	}

	private static RobotEvent event(RobotChange robot, ResultSet row) throws SQLException {
		Instant now = Objects.requireNonNull(RobotRows.time(row, "now"));
		return new RobotEvent(robot.id(), EventKind.FLAPPING, now,
				Map.of("flapping", false, "count", row.getInt("was_flaps"), "since",
						Objects.requireNonNullElse(RobotRows.time(row, "was_since"), now), "status",
						row.getString("status"), "announced", robot.status() != RobotStatus.MAINTENANCE));
	}

}
