package com.lekiwi.heartbeat.state.event;

import java.time.Instant;
import java.util.Map;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * Something that happened to a robot.
 *
 * @param robot whom it happened to
 * @param kind what happened
 * @param occurredAt when it happened, which may be long before it is recorded
 * @param details what more is to say; becomes a JSON object
 */
public record RobotEvent(RobotId robot, EventKind kind, Instant occurredAt, Map<String, Object> details) {

	/** Copies the details. */
	public RobotEvent {
		details = Map.copyOf(details);
	}

	/**
	 * An event of which there is no more to say.
	 * @param robot whom it happened to
	 * @param kind what happened
	 * @param occurredAt when it happened
	 */
	public RobotEvent(RobotId robot, EventKind kind, Instant occurredAt) {
		this(robot, kind, occurredAt, Map.of());
	}

}
