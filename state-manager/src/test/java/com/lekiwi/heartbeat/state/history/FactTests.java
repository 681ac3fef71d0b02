package com.lekiwi.heartbeat.state.history;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FactTests {

	private static final Interval RANGE = interval(100, 200);

	@Test
	void whatWasBeforeTheFirstEventIsKnownFromIt() {
		assertThat(alive(true, event("offline", 120), event("online", 150))).containsExactly(interval(100, 120),
				interval(150, 200));
		assertThat(alive(false, event("online", 120), event("offline", 150))).containsExactly(interval(120, 150));
	}

	@Test
	void withoutEventsItIsAsItIsNow() {
		assertThat(alive(true)).containsExactly(RANGE);
		assertThat(alive(false)).isEmpty();
	}

	@Test
	void eventsOutsideOfTheRangeSayWhatWasWithin() {
		assertThat(alive(false, event("online", 50), event("offline", 300))).containsExactly(RANGE);
		assertThat(alive(true, event("offline", 50), event("online", 300))).isEmpty();
	}

	@Test
	void whereClocksDisagreeTheOrderOfTheLogCounts() {
		assertThat(alive(true, event("online", 110), event("offline", 130), event("online", 129)))
			.containsExactly(interval(110, 200));
	}

	@Test
	void aRobotThatRegistersWithBufferedBeatsIsAliveFromItsFirstLiveOneOn() {
		assertThat(alive(true, event("registered", 110), event("online", 150))).containsExactly(interval(150, 200));
	}

	@Test
	void whoIsRetiredIsAsItWas() {
		assertThat(alive(true, event("online", 110), event("retired", 120), event("returned", 150)))
			.containsExactly(interval(110, 120), interval(150, 200));
		List<PastEvent> events = List.of(event("retired", 120), event("returned", 150));
		assertThat(Fact.RETIRED.when(events, false, RANGE).intervals()).containsExactly(interval(120, 150));
	}

	private static List<Interval> alive(boolean now, PastEvent... events) {
		return Fact.ALIVE.when(List.of(events), now, RANGE).intervals();
	}

	private static PastEvent event(String kind, long at) {
		return new PastEvent(kind, Instant.ofEpochSecond(at));
	}

	private static Interval interval(long from, long to) {
		return new Interval(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
	}

}
