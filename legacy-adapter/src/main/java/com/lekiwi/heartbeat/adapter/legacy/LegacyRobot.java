package com.lekiwi.heartbeat.adapter.legacy;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A robot as the legacy has it.
 *
 * @param id the robot
 * @param name what people call it; absent where nobody told the legacy
 * @param type {@code lekiwi} or {@code xle}; absent where nobody told the legacy
 * @param address where it can be polled; absent where nobody told the legacy
 * @param online whether the legacy calls it online
 * @param lastSeen when the legacy last heard of it
 * @param hostReady whether its host is up, which the legacy calls teleoperated
 */
public record LegacyRobot(String id, @Nullable String name, @Nullable String type, @Nullable String address,
		boolean online, Instant lastSeen, boolean hostReady) {

}
