package com.lekiwi.heartbeat.contract.update;

import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import org.jspecify.annotations.Nullable;

/**
 * A robot without its beat; the fields are those of
 * {@link com.lekiwi.heartbeat.contract.robot.Robot}.
 *
 * @param id its id
 * @param version rises with every change
 * @param name what people call it
 * @param type what kind of robot it is
 * @param site where it stands
 * @param address its network address
 * @param tags words that people put on it
 * @param status the one status to show
 * @param statusSince since when it has that status
 * @param alive whether its lease has not run out
 * @param registeredAt when it was first known
 * @param versions its software
 */
public record RobotChange(RobotId id, long version, String name, RobotType type, @Nullable String site,
		@Nullable String address, List<String> tags, RobotStatus status, Instant statusSince, boolean alive,
		Instant registeredAt, @Nullable Versions versions) {

	/** Copies the tags. */
	public RobotChange {
		tags = List.copyOf(tags);
	}

}
