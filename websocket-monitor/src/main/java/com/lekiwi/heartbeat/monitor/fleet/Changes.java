package com.lekiwi.heartbeat.monitor.fleet;

import java.util.List;

/**
 * What is newer than a change.
 *
 * @param upTo the number of the last change that is contained
 * @param robots each robot once, in its newest state
 * @param isCut whether there is more, which was not asked for
 */
public record Changes(long upTo, List<ViewedRobot> robots, boolean isCut) {

	/** Copies the robots. */
	public Changes {
		robots = List.copyOf(robots);
	}

}
