package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * A valid heartbeat that has arrived.
 *
 * @param id whose it is
 * @param beat what it says
 * @param receivedAt when it arrived, by the server's clock; to the microsecond
 */
record ReceivedBeat(RobotId id, Heartbeat beat, Instant receivedAt) {

	/**
	 * Says whether the beat tells of now. One from a robot's buffer tells of the past: it
	 * counts, and shows nothing.
	 * @return whether liveness and values follow from it
	 */
	boolean isLive() {
		return !Boolean.TRUE.equals(this.beat.buffered());
	}

	/**
	 * Says whether the robot goes with this beat.
	 * @return whether it is offline from this beat on
	 */
	boolean isGoodbye() {
		return this.beat.status() == ReportedStatus.STOPPING;
	}

}
