package com.lekiwi.heartbeat.discovery.robot;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some robots that were found, in the order of their addresses.
 *
 * @param robots the robots
 * @param nextCursor where to go on; absent on the last page
 */
public record FoundRobotPage(List<FoundRobot> robots, @Nullable String nextCursor) {

	/** Copies the list. */
	public FoundRobotPage {
		robots = List.copyOf(robots);
	}

}
