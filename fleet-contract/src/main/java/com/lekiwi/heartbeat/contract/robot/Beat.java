package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import org.jspecify.annotations.Nullable;

/**
 * The newest heartbeat of a robot, as readers see it. It is replaced as a whole.
 *
 * @param bootId the boot of the last beat that had a number: this one, or one before it;
 * absent when none ever had
 * @param seq the number of that beat; absent with the boot
 * @param receivedAt when the server received it; liveness counts from here
 * @param intervalS seconds between beats; the lease is three times as long
 * @param reported what the robot says of itself
 * @param skewMs how far the robot's clock is behind the server's, in milliseconds,
 * transport included; absent when the beat did not say when it was sent
 * @param battery its battery
 * @param resources use of its computer
 * @param teleoperation evidence of its being driven
 */
public record Beat(@Nullable String bootId, @Nullable Long seq, Instant receivedAt, int intervalS,
		ReportedStatus reported, @Nullable Long skewMs, @Nullable Battery battery, @Nullable Resources resources,
		@Nullable TeleoperationEvidence teleoperation) {

	/**
	 * Says which of two beats of one robot is the newer. Within one boot that is the
	 * higher number; across boots, and where one of them has no number of its own, the
	 * time of receipt.
	 * @param other the beat to compare with
	 * @return whether this one is the newer
	 */
	public boolean isNewerThan(Beat other) {
		if (this.seq != null && other.seq != null && !this.seq.equals(other.seq)
				&& Objects.equals(this.bootId, other.bootId)) {
			return this.seq > other.seq;
		}
		return this.receivedAt.isAfter(other.receivedAt);
	}

}
