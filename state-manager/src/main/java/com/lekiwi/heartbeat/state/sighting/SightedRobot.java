package com.lekiwi.heartbeat.state.sighting;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * Word of one robot.
 *
 * @param position its place in the request
 * @param id the robot
 * @param lastSeen when it was heard, never later than now; absent when only its identity
 * is told
 * @param name what it is called; absent when that is its id
 * @param type what kind of robot it is; absent when that is not known
 * @param address its network address
 * @param intervalS seconds between beats, for a robot that never beat here
 * @param hostReady whether the program that takes commands was up
 * @param authority whether the name and the type hold against what the robot says
 */
record SightedRobot(int position, RobotId id, @Nullable Instant lastSeen, @Nullable String name,
		@Nullable RobotType type, @Nullable String address, @Nullable Integer intervalS, @Nullable Boolean hostReady,
		boolean authority) {

	/** Nobody can have heard it later than now; a clock that says so is ahead. */
	SightedRobot noLaterThan(Instant now) {
		if (this.lastSeen == null || !this.lastSeen.isAfter(now)) {
			return this;
		}
		return new SightedRobot(this.position, this.id, now, this.name, this.type, this.address, this.intervalS,
				this.hostReady, this.authority);
	}

}
