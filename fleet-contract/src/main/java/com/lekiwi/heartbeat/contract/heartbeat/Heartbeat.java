package com.lekiwi.heartbeat.contract.heartbeat;

import java.time.Instant;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;

/**
 * One heartbeat, version 2, as a robot sends it. It says which one it is in one of two
 * ways: robots number their beats ({@code bootId} and {@code seq}), and whoever passes on
 * beats that have no number gives each a {@code key}.
 *
 * @param bootId names one run of the robot's computer; 1 to 64 characters of the form of
 * a robot id; absent when there is a key
 * @param seq counts the beats of this boot, from 1; at most 2^53; absent when there is a
 * key
 * @param key names a beat that has no number, the same each time it is sent; of the form
 * {@link #KEY_FORM}. Such beats are ordered by their arrival
 * @param sentAt when the robot made the beat, by its own clock
 * @param name what people call the robot, at most 128 characters
 * @param type what kind of robot it is
 * @param site where it stands, at most 64 characters
 * @param address its network address, at most 64 characters
 * @param status what it says of itself; {@code ok} when not said
 * @param intervalS seconds between beats, 1 to 300; 5 when not said
 * @param buffered whether the beat was kept on the robot and is sent late
 * @param battery its battery
 * @param resources use of its computer
 * @param versions its software
 * @param teleoperation evidence of its being driven
 */
public record Heartbeat(@Nullable String bootId, @Nullable Long seq, @Nullable String key, @Nullable Instant sentAt,
		@Nullable String name, @Nullable RobotType type, @Nullable String site, @Nullable String address,
		@Nullable ReportedStatus status, @Nullable Integer intervalS, @Nullable Boolean buffered,
		@Nullable Battery battery, @Nullable Resources resources, @Nullable Versions versions,
		@Nullable TeleoperationEvidence teleoperation) {

	/** The form of a key. */
	public static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	/** Seconds between beats where a robot does not say. */
	public static final int DEFAULT_INTERVAL_S = 5;

	/** A robot is alive for this many of its intervals after a beat. */
	public static final int LEASE_INTERVALS = 3;

	/**
	 * A beat with a number.
	 * @param bootId names one run of the robot's computer
	 * @param seq counts the beats of this boot
	 * @param sentAt when the robot made the beat, by its own clock
	 * @param name what people call the robot
	 * @param type what kind of robot it is
	 * @param site where it stands
	 * @param address its network address
	 * @param status what it says of itself
	 * @param intervalS seconds between beats
	 * @param buffered whether the beat was kept on the robot and is sent late
	 * @param battery its battery
	 * @param resources use of its computer
	 * @param versions its software
	 * @param teleoperation evidence of its being driven
	 */
	public Heartbeat(String bootId, long seq, @Nullable Instant sentAt, @Nullable String name, @Nullable RobotType type,
			@Nullable String site, @Nullable String address, @Nullable ReportedStatus status,
			@Nullable Integer intervalS, @Nullable Boolean buffered, @Nullable Battery battery,
			@Nullable Resources resources, @Nullable Versions versions, @Nullable TeleoperationEvidence teleoperation) {
		this(bootId, seq, null, sentAt, name, type, site, address, status, intervalS, buffered, battery, resources,
				versions, teleoperation);
	}

}
