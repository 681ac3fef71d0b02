package com.lekiwi.heartbeat.legacy.launch;

import java.time.Duration;
import java.time.ZoneId;

import com.lekiwi.heartbeat.legacy.poll.PollSettings;

/**
 * What a legacy is like.
 *
 * @param port where its API is served on 127.0.0.1; 0 for any that is free
 * @param controlPort where it is made slow or failing; 0 for any that is free, negative
 * for nowhere
 * @param zone whose wall-clock its times are of
 * @param onlineTimeout how long a robot that is not heard of is called online
 * @param poll how it polls
 */
public record LegacySettings(int port, int controlPort, ZoneId zone, Duration onlineTimeout, PollSettings poll) {

	/** The {@link #controlPort()} of a legacy without one. */
	public static final int NO_CONTROL = -1;

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException with one line that says what is out of range
	 */
	public LegacySettings {
		if (port < 0 || port > 65535 || controlPort > 65535) {
			throw new IllegalArgumentException("a port is 0 to 65535");
		}
		if (!onlineTimeout.isPositive()) {
			throw new IllegalArgumentException("the online time-out must be positive");
		}
	}

}
