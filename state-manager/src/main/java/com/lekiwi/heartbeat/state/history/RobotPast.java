package com.lekiwi.heartbeat.state.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * A robot as it is, and the events that led there.
 *
 * @param id whose past it is
 * @param registeredAt since when it is known
 * @param site where it stands
 * @param alive whether it is alive
 * @param retired whether it is retired
 * @param events in the order of their ids, as far back as was asked for
 */
record RobotPast(RobotId id, Instant registeredAt, @Nullable String site, boolean alive, boolean retired,
		List<PastEvent> events) {

	RobotPast {
		events = List.copyOf(events);
	}

	/** The same past, with events that are not in the log yet. */
	RobotPast and(List<PastEvent> more) {
		List<PastEvent> all = new ArrayList<>(this.events);
		all.addAll(more);
		return new RobotPast(this.id, this.registeredAt, this.site, this.alive, this.retired, all);
	}

	/** When the robot was in the fleet. */
	Stretches known(Interval range) {
		Interval registered = new Interval(Interval.later(this.registeredAt, range.from()), range.to());
		return Stretches.of(registered).minus(Fact.RETIRED.when(this.events, this.retired, range));
	}

	/** When the robot was alive, by the log and by what corrects it. */
	Stretches alive(Interval range) {
		List<Interval> corrected = this.events.stream()
			.map(PastEvent::corrected)
			.filter(Objects::nonNull)
			.map(interval -> interval.intersection(range))
			.toList();
		return Fact.ALIVE.when(this.events, this.alive, range).plus(Stretches.of(corrected));
	}

	/** When the robot stood at a site. */
	Stretches at(String place, Interval range) {
		List<Fact.Turn> moves = this.events.stream()
			.filter(PastEvent::toldPrevious)
			.map(event -> new Fact.Turn(event.occurredAt(), place.equals(event.previousSite()), false))
			.toList();
		return Fact.between(moves, place.equals(this.site), range);
	}

}
