package com.lekiwi.heartbeat.adapter.sync;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What state-manager is told: the legacy heard a robot.
 *
 * @param robotId the robot
 * @param lastSeen when it was heard, by the legacy's own time; absent when only who it is
 * is news
 * @param name what people call it
 * @param type what kind of robot it is
 * @param address where it can be reached
 * @param intervalS how often it speaks, for a robot that is not known yet
 * @param teleoperation whether its host was up then
 * @param authority whether the name and the type count for more than what is known
 */
public record Sighting(String robotId, @Nullable Instant lastSeen, @Nullable String name, @Nullable String type,
		@Nullable String address, @Nullable Integer intervalS, @Nullable Teleoperation teleoperation,
		@Nullable Boolean authority) {

	/**
	 * Evidence of teleoperation.
	 *
	 * @param hostReady whether the host was up
	 */
	public record Teleoperation(boolean hostReady) {

	}

	Identity identity() {
		return new Identity(this.name, this.type, this.address);
	}

	/**
	 * Who a robot is.
	 *
	 * @param name what people call it
	 * @param type what kind of robot it is
	 * @param address where it can be reached
	 */
	record Identity(@Nullable String name, @Nullable String type, @Nullable String address) {

	}

}
