package com.lekiwi.heartbeat.contract.history;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of the fleet as it was at an instant, ordered by id.
 *
 * @param at the instant
 * @param asOf when the page was read: what is recorded later may correct it
 * @param robots the robots that were known then and not retired; a page may have fewer
 * than its limit although another follows
 * @param nextCursor what to ask for to get the next page; absent on the last one
 */
public record FleetThen(Instant at, Instant asOf, List<RobotThen> robots, @Nullable String nextCursor) {

	/** Copies the robots. */
	public FleetThen {
		robots = List.copyOf(robots);
	}

}
