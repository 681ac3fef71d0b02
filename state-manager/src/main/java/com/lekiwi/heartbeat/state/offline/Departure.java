package com.lekiwi.heartbeat.state.offline;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import org.jspecify.annotations.Nullable;

/**
 * A robot that goes offline.
 *
 * @param id the robot
 * @param at since when it is offline
 * @param cause why
 * @param announceAt when an alarm may be raised, at the earliest, so that an incident of
 * the whole site can come first; absent when there is nothing to wait for
 */
public record Departure(RobotId id, Instant at, OfflineCause cause, @Nullable Instant announceAt) {

	/** Whether it is this robot's own doing, so that it counts as a blink. */
	boolean isItsOwn() {
		return switch (this.cause) {
			case SAID_GOODBYE, SINGLE_LOSS -> true;
			case SITE, OBSERVER, RETIRED -> false;
		};
	}

}
