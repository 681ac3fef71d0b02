package com.lekiwi.heartbeat.adapter.beat;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * A beat that a key tells from others, in place of a boot and a number.
 *
 * @param key the same in every copy and retry of the beat; 1 to 64 letters, digits,
 * {@code . _ -}
 * @param robotId the robot
 * @param name what it calls itself; at most 128 characters, no NUL, whole characters only
 * @param type what kind of robot it says it is
 * @param address where it says it can be reached; at most 64 characters, as the name
 * @param status how it says it is
 * @param hostReady whether it says that its host is up
 */
public record KeyedBeat(String key, String robotId, @Nullable String name, @Nullable RobotType type,
		@Nullable String address, @Nullable ReportedStatus status, @Nullable Boolean hostReady) {

}
