package com.lekiwi.heartbeat.monitor.poll;

import java.util.List;

import com.lekiwi.heartbeat.monitor.event.EventPosition;
import org.jspecify.annotations.Nullable;

/**
 * What is new for one who polls.
 *
 * @param snapshot whether the robots replace all that the client has
 * @param robots as JSON, whole
 * @param removed ids of robots that are gone, or that the filter takes no more
 * @param conflated changes that are left out because newer ones overtook them
 * @param events as JSON
 * @param leftOut events that are not delivered; absent for none
 * @param more whether there is more to get at once
 * @param next what to ask with the next time
 */
record UpdateAnswer(boolean snapshot, List<String> robots, List<String> removed, long conflated, List<String> events,
		EventPosition.@Nullable LeftOut leftOut, boolean more, UpdateToken next) {

	UpdateAnswer {
		robots = List.copyOf(robots);
		removed = List.copyOf(removed);
		events = List.copyOf(events);
	}

	/** Whether there is anything to tell. */
	boolean isNews() {
		return this.snapshot || this.more || !this.robots.isEmpty() || !this.removed.isEmpty() || !this.events.isEmpty()
				|| this.leftOut != null;
	}

}
