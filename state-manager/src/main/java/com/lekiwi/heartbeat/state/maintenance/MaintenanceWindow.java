package com.lekiwi.heartbeat.state.maintenance;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nobody is to be alarmed about a robot.
 *
 * @param robotId the robot
 * @param since when it began
 * @param until when it ends by itself
 * @param by who set it
 * @param reason why; absent when nobody said
 */
record MaintenanceWindow(RobotId robotId, Instant since, Instant until, String by, @Nullable String reason) {

}
