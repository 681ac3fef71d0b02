package com.lekiwi.heartbeat.state.offline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotRows;

import org.springframework.stereotype.Component;

/**
 * What follows for robots that go offline, whatever the cause: how they are shown, and
 * what is told of it.
 * <p>
 * Every change is an event. Whether it is news is its detail {@code announced}: not while
 * the robot is in maintenance or flapping, and not when an incident stands for it.
 */
@Component
public class OfflineTransition {

	private static final String UPDATE = """
			UPDATE robots r SET
			  status = CASE WHEN s.maintenance THEN r.status ELSE 'offline' END,
			  status_since = CASE WHEN s.maintenance THEN r.status_since ELSE s.at END,
			  offline_cause = s.cause,
			  flaps = s.flaps,
			  flaps_since = CASE WHEN s.afresh THEN s.at ELSE r.flaps_since END,
			  flapped_at = CASE WHEN s.blink THEN s.at ELSE r.flapped_at END,
			  flapping = r.flapping OR s.flaps >= ?,
			  version = r.version + 1
			FROM (
			  SELECT
			    t.*,
			    CASE WHEN t.afresh THEN 1 WHEN t.blink THEN t.flaps_before + 1 ELSE t.flaps_before END AS flaps
			  FROM (
			    SELECT
			      k.id,
			      u.at::timestamptz AS at,
			      u.blink,
			      u.cause,
			      k.status = 'maintenance' AS maintenance,
			      k.flaps AS flaps_before,
			      u.blink AND NOT k.flapping AND (
			        k.flaps_since IS NULL OR k.flaps_since + make_interval(secs => ?) < u.at::timestamptz
			      ) AS afresh
			    FROM unnest(?::text[], ?::text[], ?::boolean[], ?::text[]) AS u (id, at, blink, cause)
			    JOIN robots k ON k.id = u.id
			    ORDER BY k.id
			    FOR UPDATE OF k
			  ) AS t
			) AS s
			WHERE r.id = s.id
			RETURNING %s, new.flaps, new.flaps_since, old.flapping AS was_flapping"""
		.formatted(RobotRows.columns("new"));

	private final StateManagerProperties.Flapping settings;

	OfflineTransition(StateManagerProperties properties) {
		this.settings = properties.flapping();
	}

	/**
	 * Follows up on robots whose liveness rows say, in this transaction, that they are
	 * not alive any more.
	 * @param connection in the transaction
	 * @param departures the robots, each once
	 * @param events where to add what is to be appended to the log
	 * @return the robots as they are now
	 * @throws SQLException if the store refuses or is away
	 */
	public List<RobotChange> apply(Connection connection, List<Departure> departures, List<RobotEvent> events)
			throws SQLException {
		if (departures.isEmpty()) {
			return List.of();
		}
		Map<RobotId, Departure> byRobot = new HashMap<>();
		departures.forEach(departure -> byRobot.put(departure.id(), departure));
		List<RobotChange> changes = new ArrayList<>();
		try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
			update.setInt(1, this.settings.threshold());
			update.setDouble(2, this.settings.window().toMillis() / 1_000.0);
			update.setArray(3,
					connection.createArrayOf("text", departures.stream().map(d -> d.id().value()).toArray()));
			update.setArray(4,
					connection.createArrayOf("text", departures.stream().map(d -> d.at().toString()).toArray()));
			update.setArray(5,
					connection.createArrayOf("bool", departures.stream().map(Departure::isItsOwn).toArray()));
			update.setArray(6,
					connection.createArrayOf("text", departures.stream().map(d -> d.cause().wireName()).toArray()));
			try (ResultSet row = update.executeQuery()) {
				while (row.next()) {
					RobotChange change = RobotRows.change(row, false);
					changes.add(change);
					tell(Objects.requireNonNull(byRobot.get(change.id())), change, row, events);
				}
			}
		}
		return changes;
	}

	private static void tell(Departure departure, RobotChange robot, ResultSet row, List<RobotEvent> events)
			throws SQLException {
		boolean masked = robot.status() == RobotStatus.MAINTENANCE;
		boolean flapping = robot.flapping();
		boolean announced = departure.isItsOwn() && !masked && !flapping;
		Map<String, Object> details = new HashMap<>();
		details.put("cause", departure.cause().wireName());
		details.put("announced", announced);
		if (robot.site() != null) {
			details.put("site", robot.site());
		}
		if (announced && departure.announceAt() != null) {
			details.put("announce_at", departure.announceAt());
		}
		events.add(new RobotEvent(robot.id(), EventKind.OFFLINE, departure.at(), details));
		if (flapping && !row.getBoolean("was_flapping")) {
			Instant since = Objects.requireNonNullElse(RobotRows.time(row, "flaps_since"), departure.at());
			events.add(new RobotEvent(robot.id(), EventKind.FLAPPING, departure.at(),
					Map.of("flapping", true, "count", row.getInt("flaps"), "since", since, "announced", !masked)));
		}
	}

}
