package com.lekiwi.heartbeat.contract.event;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of the log.
 *
 * @param asOf when the page was asked for
 * @param events the events of this page
 * @param nextCursor what to ask for to read on. The whole log has one on every page, also
 * on an empty one: ask with it again later, and nothing is skipped or repeated. A robot's
 * history has one where there is another page
 */
public record EventPage(Instant asOf, List<FleetEvent> events, @Nullable String nextCursor) {

	/** Copies the events. */
	public EventPage {
		events = List.copyOf(events);
	}

}
