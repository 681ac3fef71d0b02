package com.lekiwi.heartbeat.discovery.robot;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * What state-manager is told: there is such a robot. It says nothing of when it was heard
 * and claims no authority, so it only fills gaps.
 *
 * @param robotId the robot
 * @param name what people call it
 * @param type what its motors prove; absent where they prove nothing
 * @param address where it answered
 */
record Sighting(RobotId robotId, @Nullable String name, @Nullable RobotType type, String address) {

}
