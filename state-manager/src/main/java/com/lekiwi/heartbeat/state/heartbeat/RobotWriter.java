package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.event.EventKind;
import com.lekiwi.heartbeat.state.event.RobotEvent;
import com.lekiwi.heartbeat.state.registry.RobotIdentity;
import org.jspecify.annotations.Nullable;

/** Follows up on rows that were reported: what they mean for the robots themselves. */
final class RobotWriter {

	private final Connection connection;

	private final List<RobotEvent> events = new ArrayList<>();

	private final List<RobotChange> changes = new ArrayList<>();

	RobotWriter(Connection connection) {
		this.connection = connection;
	}

	/** What happened, in order. */
	List<RobotEvent> events() {
		return List.copyOf(this.events);
	}

	/** Robots that changed, as they are now. */
	List<RobotChange> changes() {
		return List.copyOf(this.changes);
	}

	/**
	 * Writes the robots of a round.
	 * @param round rows in lock order
	 * @param reported what was reported of them, by robot
	 * @throws SQLException if the store refuses or is away
	 */
	void write(List<FoldedBeat> round, Map<RobotId, ReportedRow> reported) throws SQLException {
		List<RobotUpsert.Input> unknown = new ArrayList<>();
		List<RobotUpsert.Input> known = new ArrayList<>();
		List<RobotUpsert.Input> all = new ArrayList<>();
		for (FoldedBeat row : round) {
			ReportedRow report = reported.get(row.id());
			if (report != null && report.changesRobot()) {
				all.add(new RobotUpsert.Input(row, report, row.lastArrival()));
				(report.registered() ? unknown : known).add(all.getLast());
			}
		}
		Map<RobotId, RobotUpsert.Output> written = new HashMap<>();
		RobotUpsert.insert(this.connection, unknown).forEach(robot -> written.put(robot.change().id(), robot));
		// The others of them were known before they were ever heard.
		unknown.stream().filter(input -> !written.containsKey(input.row().id())).forEach(known::add);
		RobotUpsert.update(this.connection, known).forEach(robot -> written.put(robot.change().id(), robot));
		for (RobotUpsert.Input input : all) {
			RobotUpsert.Output robot = written.get(input.row().id());
			tellOfBeat(input, robot);
			if (robot != null) {
				this.changes.add(robot.change());
				tellOfRobot(robot, input.receivedAt());
			}
		}
	}

	private void tellOfBeat(RobotUpsert.Input input, RobotUpsert.@Nullable Output robot) {
		ReportedRow row = input.reported();
		Instant at = input.receivedAt();
		if (robot != null && robot.backInFleet()) {
			this.events.add(new RobotEvent(row.id(), EventKind.RETURNED, at));
		}
		if (row.registered()) {
			this.events.add(new RobotEvent(row.id(), EventKind.REGISTERED, at,
					(robot != null) ? RobotIdentity.of(robot.change()).details() : Map.of()));
		}
		else if (input.begins()) {
			boolean announced = robot != null && !robot.change().flapping()
					&& robot.change().status() != RobotStatus.MAINTENANCE;
			this.events.add(new RobotEvent(row.id(), EventKind.ONLINE, at, Map.of("announced", announced)));
		}
		if (row.failed()) {
			this.events.add(new RobotEvent(row.id(), EventKind.FAILED, at));
		}
		if (row.recovered() && input.status() != RobotStatus.OFFLINE) {
			this.events.add(new RobotEvent(row.id(), EventKind.RECOVERED, at));
		}
	}

	/** A robot that was not known has no software and no profile that could change. */
	private void tellOfRobot(RobotUpsert.Output robot, Instant at) throws SQLException {
		RobotChange change = robot.change();
		boolean wasKnown = robot.previous() != null;
		if (robot.softwareChanged()) {
			deploy(change, at);
			if (wasKnown) {
				this.events
					.add(new RobotEvent(change.id(), EventKind.SOFTWARE_CHANGED, at, details(change.versions())));
			}
		}
		if (robot.profileChanged() && wasKnown) {
			this.events.add(new RobotEvent(change.id(), EventKind.CHANGED, at,
					RobotIdentity.of(change).details(robot.previous())));
		}
	}

	private void deploy(RobotChange robot, Instant since) throws SQLException {
		Versions versions = robot.versions();
		try (PreparedStatement insert = this.connection.prepareStatement("""
				INSERT INTO robot_deployments (robot_id, since, agent_version, software_version)
				VALUES (?, ?::timestamptz, ?, ?)
				ON CONFLICT DO NOTHING""")) {
			insert.setString(1, robot.id().value());
			insert.setString(2, since.toString());
			insert.setString(3, (versions != null) ? versions.agent() : null);
			insert.setString(4, (versions != null) ? versions.software() : null);
			insert.executeUpdate();
		}
	}

	private static Map<String, Object> details(@Nullable Versions versions) {
		Map<String, Object> details = new HashMap<>();
		if (versions != null && versions.agent() != null) {
			details.put("agent", versions.agent());
		}
		if (versions != null && versions.software() != null) {
			details.put("software", versions.software());
		}
		return details;
	}

}
