package com.lekiwi.heartbeat.monitor.event;

import java.util.List;

/**
 * Some events after a cursor.
 *
 * @param events in the order of the log
 * @param cursor where to read on
 */
public record EventSlice(List<LoggedEvent> events, long cursor) {

	/** Copies the events. */
	public EventSlice {
		events = List.copyOf(events);
	}

}
