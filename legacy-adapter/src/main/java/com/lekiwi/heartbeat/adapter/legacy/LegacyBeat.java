package com.lekiwi.heartbeat.adapter.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The body of the legacy's {@code POST /heartbeat}. What is absent stays as it was there.
 *
 * @param robotId the robot
 * @param name what people call it
 * @param type what kind of robot it is
 * @param ip where it can be polled
 * @param status what it says of itself
 * @param teleopHost whether its host is up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LegacyBeat(@JsonProperty("robot_id") String robotId, @Nullable String name, @Nullable String type,
		@Nullable String ip, String status, @JsonProperty("teleop_host") @Nullable Boolean teleopHost) {

	private static final int LONGEST_NAME = 128;

	private static final int LONGEST_IP = 64;

	/** Leaves out what the legacy would refuse, or would take for a type. */
	public LegacyBeat {
		name = (name != null && name.codePointCount(0, name.length()) <= LONGEST_NAME) ? name : null;
		type = "unknown".equals(type) ? null : type;
		ip = (ip != null && ip.codePointCount(0, ip.length()) <= LONGEST_IP) ? ip : null;
	}

}
