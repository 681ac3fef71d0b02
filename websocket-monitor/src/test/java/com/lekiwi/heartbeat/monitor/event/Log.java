package com.lekiwi.heartbeat.monitor.event;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.monitor.fixture.Robots;

/** Pieces of a log. */
final class Log {

	private Log() {
	}

	static List<FleetEvent> events(long... ids) {
		return LongStream.of(ids)
			.mapToObj(id -> new FleetEvent(id, SubjectKind.ROBOT, "kiwi-01", "online", Robots.START, Robots.START,
					Map.of()))
			.toList();
	}

	static List<Long> ids(EventSlice slice) {
		return slice.events().stream().map(event -> event.event().id()).toList();
	}

}
