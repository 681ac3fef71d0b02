package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import org.jspecify.annotations.Nullable;

/**
 * The newest heartbeat of a robot, as readers see it. It is replaced as a whole.
 *
 * @param bootId the boot it belongs to
 * @param seq its number in that boot
 * @param receivedAt when the server received it; liveness counts from here
 * @param intervalS seconds between beats; the lease is three times as long
 * @param reported what the robot says of itself
 * @param skewMs how far the robot's clock is behind the server's, in milliseconds,
 * transport included; absent when the beat did not say when it was sent
 * @param battery its battery
 * @param resources use of its computer
 * @param teleoperation evidence of its being driven
 */
public record Beat(String bootId, long seq, Instant receivedAt, int intervalS, ReportedStatus reported,
		@Nullable Long skewMs, @Nullable Battery battery, @Nullable Resources resources,
		@Nullable TeleoperationEvidence teleoperation) {

	/**
	 * Says which of two beats of one robot is the newer. Within one boot that is the
	 * higher number; across boots, and only there, the time of receipt.
	 * @param other the beat to compare with
	 * @return whether this one is the newer
	 */
	public boolean isNewerThan(Beat other) {
		return this.bootId.equals(other.bootId) ? this.seq > other.seq : this.receivedAt.isAfter(other.receivedAt);
	}

}
