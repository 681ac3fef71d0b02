package com.lekiwi.heartbeat.contract.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * Software on the robot, each at most 64 characters.
 *
 * @param agent version of the heartbeat agent
 * @param software version of the robot's own software
 */
public record Versions(@Nullable String agent, @Nullable String software) {

}
