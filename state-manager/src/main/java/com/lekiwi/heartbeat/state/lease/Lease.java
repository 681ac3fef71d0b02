package com.lekiwi.heartbeat.state.lease;

import java.time.Duration;
import java.time.Instant;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * How long a robot counts as alive.
 *
 * @param id the robot
 * @param until when it ends
 * @param length from the beat to the end
 * @param begins whether the robot was not alive before
 */
public record Lease(RobotId id, Instant until, Duration length, boolean begins) {

}
