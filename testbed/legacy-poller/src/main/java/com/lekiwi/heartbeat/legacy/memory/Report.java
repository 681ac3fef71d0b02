package com.lekiwi.heartbeat.legacy.memory;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a beat or a poll says of a robot; what is absent stays as it was.
 *
 * @param id the robot
 * @param name what people call it
 * @param type what kind of robot it says it is
 * @param ip where it can be polled
 * @param hostUp whether the program that takes commands is up
 */
public record Report(String id, @Nullable String name, @Nullable String type, @Nullable String ip,
		@Nullable Boolean hostUp) {

	/** The form of a robot's id, the same as the new system's. */
	public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

}
