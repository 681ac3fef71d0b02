package com.lekiwi.heartbeat.contract.history;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import org.jspecify.annotations.Nullable;

/**
 * A robot as it was at an instant.
 *
 * @param id its id
 * @param name what people called it; absent when the log does not tell
 * @param type what kind of robot it was taken for; absent when the log does not tell
 * @param site where it stood; absent when nobody said, or the log does not tell
 * @param status the status to show
 * @param alive whether its lease had not run out
 */
public record RobotThen(RobotId id, @Nullable String name, @Nullable RobotType type, @Nullable String site,
		RobotStatus status, boolean alive) {

}
