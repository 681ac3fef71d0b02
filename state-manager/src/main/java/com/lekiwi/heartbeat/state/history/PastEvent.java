package com.lekiwi.heartbeat.state.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What history needs of an event.
 *
 * @param kind what happened
 * @param occurredAt when
 * @param previousSite where the robot stood before, if the event changed it
 * @param toldPrevious whether the event tells how the robot was before
 * @param corrected the stretch that a correction calls alive; absent for other events
 */
record PastEvent(String kind, Instant occurredAt, @Nullable String previousSite, boolean toldPrevious,
		@Nullable Interval corrected) {

	PastEvent(String kind, Instant occurredAt) {
		this(kind, occurredAt, null, false, null);
	}

}
