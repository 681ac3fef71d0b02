package com.lekiwi.heartbeat.legacy.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the legacy's answers. The order of their fields is part of the dialect.
 */
final class LegacyBodies {

	private LegacyBodies() {
	}

	/**
	 * The process is there.
	 *
	 * @param status always {@code healthy}
	 * @param timestamp now
	 * @param robots robots that were heard of since the start
	 */
	@JsonPropertyOrder({ "status", "timestamp", "robots" })
	record Health(String status, String timestamp, int robots) {
	}

	/**
	 * A robot.
	 *
	 * @param id its id
	 * @param name what people call it
	 * @param type what kind of robot it is
	 * @param ip where it can be polled; null where nobody said
	 * @param status {@code online} or {@code offline}
	 * @param lastSeen when it was last heard of
	 * @param teleoperation whether its host is up
	 */
	@JsonPropertyOrder({ "id", "name", "type", "ip", "status", "last_seen", "teleoperation" })
	record Robot(String id, String name, String type, @Nullable String ip, String status,
			@JsonProperty("last_seen") String lastSeen, boolean teleoperation) {
	}

	/**
	 * Whether a robot's host is up, called whether it is teleoperated.
	 *
	 * @param robotId the robot
	 * @param teleoperated whether its host is up
	 * @param checkedAt now, although nothing is checked
	 */
	@JsonPropertyOrder({ "robot_id", "teleoperated", "checked_at" })
	record Teleoperation(@JsonProperty("robot_id") String robotId, boolean teleoperated,
			@JsonProperty("checked_at") String checkedAt) {
	}

}
