package com.lekiwi.heartbeat.state.retirement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.offline.Departure;
import com.lekiwi.heartbeat.state.offline.Goodbye;
import com.lekiwi.heartbeat.state.offline.OfflineTransition;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes robots out of the fleet. Their history stays, and a beat brings them back. */
@Component
class Retirement {

	private static final String RETIRE = """
			UPDATE robots r SET
			  retired_at = ?::timestamptz,
			  status = CASE WHEN r.status = 'discovered' THEN r.status ELSE 'offline' END,
			  status_since = CASE WHEN r.status IN ('discovered', 'offline') THEN r.status_since ELSE ?::timestamptz END,
			  offline_cause = CASE WHEN r.status = 'discovered' THEN NULL ELSE COALESCE(r.offline_cause, 'retired') END,
			  maintenance_since = NULL,
			  maintenance_until = NULL,
			  maintenance_reason = NULL,
			  maintenance_by = NULL,
			  flapping = FALSE,
			  flaps = 0,
			  flaps_since = NULL,
			  version = r.version + 1
			WHERE r.id = ?
			  AND r.retired_at IS NULL
			RETURNING %s"""
		.formatted(RobotRows.columns("new"));

	private final JdbcTemplate database;

	private final OfflineTransition transition;

	private final EventLog log;

	private final Clock clock;

	Retirement(JdbcTemplate database, OfflineTransition transition, EventLog log, Clock clock) {
		this.database = database;
		this.transition = transition;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Retires a robot that is known; a retired one stays so.
	 * @param id the robot
	 * @return the robot as it is now, if that changed
	 */
	@Transactional
	public List<RobotChange> retire(RobotId id) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		List<RobotChange> changes = this.database
			.execute((ConnectionCallback<List<RobotChange>>) connection -> retire(connection, id, now));
		return (changes != null) ? changes : List.of();
	}

	private List<RobotChange> retire(Connection connection, RobotId id, Instant now) throws SQLException {
		List<RobotEvent> events = new ArrayList<>();
		List<RobotChange> changes = new ArrayList<>();
		if (!Goodbye.endLeases(connection, List.of(id)).isEmpty()) {
			Departure departure = new Departure(id, now, OfflineCause.RETIRED, null);
			changes.addAll(this.transition.apply(connection, List.of(departure), events));
		}
		try (PreparedStatement update = connection.prepareStatement(RETIRE)) {
			update.setString(1, now.toString());
			update.setString(2, now.toString());
			update.setString(3, id.value());
			try (ResultSet row = update.executeQuery()) {
				if (row.next()) {
					changes.add(RobotRows.change(row, false));
					events.add(new RobotEvent(id, EventKind.RETIRED, now));
				}
			}
		}
		this.log.append(connection, events);
		return changes;
	}

}
