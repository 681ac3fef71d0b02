package com.lekiwi.heartbeat.state.offline;

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
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a robot's word for it that it goes. Its lease ends at its last beat. */
@Component
public class Goodbye {

	private static final String END = """
			UPDATE robot_liveness l SET
			  alive = FALSE,
			  lease_until = l.last_beat_at
			WHERE l.robot_id = ANY (?)
			  AND l.alive
			RETURNING l.robot_id""";

	private final JdbcTemplate database;

	private final OfflineTransition transition;

	private final EventLog log;

	private final Clock clock;

	Goodbye(JdbcTemplate database, OfflineTransition transition, EventLog log, Clock clock) {
		this.database = database;
		this.transition = transition;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Takes a goodbye outside of a heartbeat.
	 * @param id whose
	 * @return the robot, if it was alive
	 */
	@Transactional
	public List<RobotChange> say(RobotId id) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		List<RobotChange> changes = this.database
			.execute((ConnectionCallback<List<RobotChange>>) connection -> say(connection, id, now));
		return (changes != null) ? changes : List.of();
	}

	private List<RobotChange> say(Connection connection, RobotId id, Instant at) throws SQLException {
		List<RobotEvent> events = new ArrayList<>();
		List<Departure> departures = new ArrayList<>();
		if (!endLeases(connection, List.of(id)).isEmpty()) {
			departures.add(new Departure(id, at, OfflineCause.SAID_GOODBYE, null));
		}
		List<RobotChange> changes = this.transition.apply(connection, departures, events);
		this.log.append(connection, events);
		return changes;
	}

	/**
	 * Ends leases at the last beat, which also says that nobody is to be missed.
	 * @param connection in a transaction
	 * @param robots whose leases; their rows are locked, or it is one
	 * @return those that were alive
	 * @throws SQLException if the store refuses or is away
	 */
	public static List<RobotId> endLeases(Connection connection, List<RobotId> robots) throws SQLException {
		List<RobotId> ended = new ArrayList<>();
		try (PreparedStatement update = connection.prepareStatement(END)) {
			update.setArray(1, connection.createArrayOf("text", robots.stream().map(RobotId::value).toArray()));
			try (ResultSet row = update.executeQuery()) {
				while (row.next()) {
					ended.add(new RobotId(row.getString(1)));
				}
			}
		}
		return ended;
	}

}
