package com.lekiwi.heartbeat.state.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What is so of a robot, or is not, and which events turn it. */
enum Fact {

	/** Its lease has not run out. */
	ALIVE {
		@Override
		@Nullable Turn turn(PastEvent event) {
			return switch (event.kind()) {
				case "registered", "online", "returned" -> new Turn(event.occurredAt(), false, true);
				case "offline" -> new Turn(event.occurredAt(), true, false);
				// A person may retire it either way.
				case "retired" -> new Turn(event.occurredAt(), null, false);
				default -> null;
			};
		}
	},

	/** A person took it out of the fleet. */
	RETIRED {
		@Override
		@Nullable Turn turn(PastEvent event) {
			return switch (event.kind()) {
				case "retired" -> new Turn(event.occurredAt(), false, true);
				case "returned" -> new Turn(event.occurredAt(), true, false);
				default -> null;
			};
		}
	};

	/**
	 * What an event says of a fact.
	 *
	 * @param at when
	 * @param before whether it was so until then; absent when the event does not tell
	 * @param after whether it is so from then on
	 */
	record Turn(Instant at, @Nullable Boolean before, boolean after) {

	}

	/**
	 * Reads an event.
	 * @param event an event of the robot
	 * @return what it says of this fact; absent when that is nothing
	 */
	abstract @Nullable Turn turn(PastEvent event);

	/**
	 * When it was so.
	 * @param events in the order of their ids, from the beginning of the range on, or
	 * earlier
	 * @param now whether it is so after the last of them
	 * @param range the time to look at
	 * @return stretches within the range
	 */
	Stretches when(List<PastEvent> events, boolean now, Interval range) {
		List<Turn> turns = new ArrayList<>();
		for (PastEvent event : events) {
			Turn turn = turn(event);
			if (turn != null) {
				turns.add(turn);
			}
		}
		return between(turns, now, range);
	}

	/**
	 * When something was so. What was before a turn is known from the turn itself, so
	 * nothing older than the range is needed. Turns count in the order in which they were
	 * committed; where clocks disagree, a turn happens no earlier than the one before it.
	 * @param turns in the order of their ids
	 * @param now whether it is so after the last of them
	 * @param range the time to look at
	 * @return stretches within the range
	 */
	static Stretches between(List<Turn> turns, boolean now, Interval range) {
		List<Interval> stretches = new ArrayList<>();
		Instant begin = range.from();
		boolean carried = false;
		for (Turn turn : turns) {
			Instant end = Interval.later(begin, Interval.earlier(turn.at(), range.to()));
			if ((turn.before() != null) ? turn.before() : carried) {
				stretches.add(new Interval(begin, end));
			}
			begin = end;
			carried = turn.after();
		}
		if (now) {
			stretches.add(new Interval(begin, range.to()));
		}
		return Stretches.of(stretches);
	}

}
