package com.lekiwi.heartbeat.state.history;

import java.time.Duration;
import java.time.Instant;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * Evidence that came late: a robot was alive.
 *
 * @param robot which robot
 * @param at when it made the beat, by its own clock
 * @param lease how long it is taken to be alive after that
 * @param receivedAt when the evidence came
 */
public record Sighting(RobotId robot, Instant at, Duration lease, Instant receivedAt) {

	/** A beat from the future is evidence of a wrong clock only. */
	boolean isPossible() {
		return !this.at.isAfter(this.receivedAt);
	}

	Interval interval() {
		return new Interval(this.at, this.at.plus(this.lease));
	}

}
