package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.history.Sighting;

/**
 * A valid heartbeat that has arrived.
 *
 * @param id whose it is
 * @param beat what it says
 * @param receivedAt when it arrived, by the server's clock; to the microsecond
 */
record ReceivedBeat(RobotId id, Heartbeat beat, Instant receivedAt) {

	/**
	 * Says how the beat is told from others.
	 * @return whether by a key; otherwise by its boot and number
	 */
	boolean isKeyed() {
		return this.beat.key() != null;
	}

	/** Its boot; {@link FoldedBeat#NO_BOOT} for a beat with a key. */
	String bootId() {
		return Objects.requireNonNullElse(this.beat.bootId(), FoldedBeat.NO_BOOT);
	}

	/** Its number; 0 for a beat with a key. */
	long seq() {
		Long number = this.beat.seq();
		return (number != null) ? number : 0;
	}

	/**
	 * Says whether the beat tells of now. One from a robot's buffer tells of the past: it
	 * counts, and shows nothing.
	 * @return whether liveness and values follow from it
	 */
	boolean isLive() {
		return !Boolean.TRUE.equals(this.beat.buffered());
	}

	/**
	 * What a beat from a buffer is evidence of, where it says when it was made.
	 * @return the evidence; nothing for live beats
	 */
	Optional<Sighting> sighting() {
		Instant sentAt = this.beat.sentAt();
		if (isLive() || sentAt == null) {
			return Optional.empty();
		}
		Duration lease = Duration.ofSeconds((long) Heartbeat.LEASE_INTERVALS * LivenessRows.intervalOf(this));
		return Optional.of(new Sighting(this.id, sentAt.truncatedTo(ChronoUnit.MICROS), lease, this.receivedAt));
	}

	/**
	 * Says whether the robot goes with this beat.
	 * @return whether it is offline from this beat on
	 */
	boolean isGoodbye() {
		return this.beat.status() == ReportedStatus.STOPPING;
	}

}
