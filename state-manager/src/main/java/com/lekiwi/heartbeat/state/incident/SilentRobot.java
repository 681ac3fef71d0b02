package com.lekiwi.heartbeat.state.incident;

import java.time.Duration;
import java.time.Instant;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * A robot whose lease is over.
 *
 * @param id the robot
 * @param site where it stands
 * @param lastBeatAt when it was last heard
 * @param deadline when its lease ended
 * @param lease how long its lease was
 */
public record SilentRobot(RobotId id, @Nullable String site, Instant lastBeatAt, Instant deadline, Duration lease) {

	/**
	 * The middle of the lease. Whoever was cut off together with this robot has not been
	 * heard since: it would have been heard, at the latest, one interval after this
	 * robot's last beat, which is a third of the lease.
	 */
	Instant middle() {
		return this.deadline.minus(this.lease.dividedBy(2));
	}

}
