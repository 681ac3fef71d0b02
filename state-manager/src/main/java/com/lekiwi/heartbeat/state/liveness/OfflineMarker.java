package com.lekiwi.heartbeat.state.liveness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventLog;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.event.SubjectEvent;
import com.lekiwi.heartbeat.state.incident.IncidentDetector;
import com.lekiwi.heartbeat.state.incident.SilentRobot;
import com.lekiwi.heartbeat.state.observer.WatchDatabase;
import com.lekiwi.heartbeat.state.offline.Departure;
import com.lekiwi.heartbeat.state.offline.OfflineTransition;

import org.springframework.stereotype.Component;

/** Marks robots offline: a compare-and-set that one of many replicas wins. */
@Component
class OfflineMarker {

	private static final String STATE = """
			SELECT robot_id, lease_end(last_beat_at, lease_until) AS deadline
			FROM robot_liveness
			WHERE robot_id = ANY (?)
			  AND alive""";

	private static final String MARK = """
			UPDATE robot_liveness SET
			  alive = FALSE
			WHERE robot_id = ANY (?)""";

	private final WatchDatabase database;

	private final SilentRobots silentRobots;

	private final IncidentDetector incidents;

	private final OfflineTransition transition;

	private final EventLog log;

	OfflineMarker(WatchDatabase database, SilentRobots silentRobots, IncidentDetector incidents,
			OfflineTransition transition, EventLog log) {
		this.database = database;
		this.silentRobots = silentRobots;
		this.incidents = incidents;
		this.transition = transition;
		this.log = log;
	}

	/**
	 * What became of robots whose leases may have been over.
	 *
	 * @param marked those that this call marked
	 * @param gone those that have no lease any more, the marked ones among them
	 * @param later when the leases of others end
	 */
	record Confirmation(List<RobotChange> marked, Set<RobotId> gone, Map<RobotId, Instant> later) {

	}

	/**
	 * Confirms leases against PostgreSQL. Robots of which nothing is returned are locked
	 * by somebody, or nobody is known to watch: they are to be looked at again.
	 * @param robots whose leases may be over
	 * @return what became of them, after the commit
	 * @throws SQLException if the store is away
	 */
	Confirmation confirm(List<RobotId> robots) throws SQLException {
		return this.database.transact(connection -> {
			List<SilentRobot> silent = this.silentRobots.among(connection, robots);
			List<RobotChange> marked = mark(connection, silent);
			Set<RobotId> gone = new HashSet<>(robots);
			Map<RobotId, Instant> later = new HashMap<>();
			leases(connection, robots).forEach((id, deadline) -> {
				gone.remove(id);
				later.put(id, deadline);
			});
			return new Confirmation(marked, gone, later);
		});
	}

	/**
	 * Marks robots whose lease is over, wherever they are.
	 * @param limit how many at most
	 * @return the robots that this call marked, after the commit
	 * @throws SQLException if the store is away
	 */
	List<RobotChange> sweep(int limit) throws SQLException {
		return this.database.transact(connection -> mark(connection, this.silentRobots.anywhere(connection, limit)));
	}

	/** The rows are locked, so they are as they were found: not alive any more. */
	private List<RobotChange> mark(Connection connection, List<SilentRobot> silent) throws SQLException {
		if (silent.isEmpty()) {
			return List.of();
		}
		try (PreparedStatement update = connection.prepareStatement(MARK)) {
			update.setArray(1,
					connection.createArrayOf("text", silent.stream().map(robot -> robot.id().value()).toArray()));
			update.executeUpdate();
		}
		List<SubjectEvent> incidentEvents = new ArrayList<>();
		Instant now = this.silentRobots.now(connection);
		Map<RobotId, OfflineCause> causes = this.incidents.causes(connection, silent, now, incidentEvents);
		List<Departure> departures = new ArrayList<>();
		for (SilentRobot robot : silent) {
			OfflineCause cause = causes.getOrDefault(robot.id(), OfflineCause.SINGLE_LOSS);
			// A third of the lease is one interval: time for the rest of the site.
			departures.add(new Departure(robot.id(), robot.deadline(), cause,
					robot.deadline().plus(robot.lease().dividedBy(3))));
		}
		List<RobotEvent> events = new ArrayList<>();
		List<RobotChange> changes = this.transition.apply(connection, departures, events);
		this.log.appendAll(connection, incidentEvents);
		this.log.append(connection, events);
		return changes;
	}

	private static Map<RobotId, Instant> leases(Connection connection, List<RobotId> robots) throws SQLException {
		Map<RobotId, Instant> leases = new HashMap<>();
		try (PreparedStatement query = connection.prepareStatement(STATE)) {
			query.setArray(1, connection.createArrayOf("text", robots.stream().map(RobotId::value).toArray()));
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					leases.put(new RobotId(row.getString("robot_id")), SilentRobots.time(row, "deadline"));
				}
			}
		}
		return leases;
	}

}
