package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of robots, in the order that was asked for.
 *
 * @param asOf when the page was read; what it says is true as of then
 * @param robots the robots of this page
 * @param nextCursor what to ask for to get the next page; absent on the last one
 * @param total how many robots there are on all pages, up to a second ago; absent when
 * nobody asked
 */
public record RobotPage(Instant asOf, List<Robot> robots, @Nullable String nextCursor, @Nullable Long total) {

	/** Copies the robots. */
	public RobotPage {
		robots = List.copyOf(robots);
	}

}
