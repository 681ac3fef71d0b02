package com.lekiwi.heartbeat.adapter.sync;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A robot as the new side has it.
 *
 * @param id the robot
 * @param name what people call it; its id where nobody said
 * @param type {@code lekiwi}, {@code xle} or {@code unknown}
 * @param address where it can be reached
 * @param retiredAt when it was taken out of the fleet
 * @param alive whether it is
 * @param lastBeatAt when it was last heard of
 * @param interval how often it speaks
 * @param hostReady whether its host is up
 * @param forwardable whether the legacy may be told of its newest beat
 * @param told what the legacy was last told of it
 */
public record KnownRobot(String id, String name, String type, @Nullable String address, @Nullable Instant retiredAt,
		boolean alive, @Nullable Instant lastBeatAt, Duration interval, @Nullable Boolean hostReady,
		boolean forwardable, Forwarded told) {

	/**
	 * What the legacy was last told of a robot.
	 *
	 * @param ever whether it was told anything
	 * @param until when it can have taken that at the latest; absent while nobody knows
	 */
	public record Forwarded(boolean ever, @Nullable Instant until) {

		/**
		 * Says whether the legacy may have heard something from us.
		 * @param lastSeen when it heard that
		 * @param margin how long after the end that is possible
		 * @return whether it proves nothing
		 */
		public boolean mayHaveCaused(Instant lastSeen, Duration margin) {
			return this.ever && (this.until == null || !lastSeen.isAfter(this.until.plus(margin)));
		}

	}

}
