package com.lekiwi.heartbeat.monitor.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.monitor.fixture.Defaults;
import org.junit.jupiter.api.Test;

import static com.lekiwi.heartbeat.monitor.event.Log.events;
import static com.lekiwi.heartbeat.monitor.event.Log.ids;
import static org.assertj.core.api.Assertions.assertThat;

class EventRingTests {

	private final EventRing ring = new EventRing(Defaults.with("events.keep=4"));

	@Test
	void nobodyIsToldOfAnythingUntilTheLogWasReadToItsEndOnce() {
		assertThat(this.ring.newest()).isEqualTo(EventRing.UNKNOWN);
		this.ring.begin(10);
		this.ring.add(events(11, 12), 12);
		assertThat(this.ring.position()).isEqualTo(12);
		assertThat(this.ring.newest()).isEqualTo(EventRing.UNKNOWN);
		this.ring.confirm(1);
		assertThat(this.ring.newest()).isEqualTo(12);
		this.ring.add(events(13), 13);
		assertThat(this.ring.newest()).isEqualTo(13);
	}

	@Test
	void whatFollowsACursorComesInOrderAndTheLastPieceLeadsToTheLogsEnd() {
		this.ring.begin(10);
		this.ring.add(events(11, 13, 17), 20);
		assertThat(ids(this.ring.after(10, 2))).containsExactly(11L, 13L);
		assertThat(this.ring.after(10, 2).cursor()).isEqualTo(13);
		assertThat(ids(this.ring.after(12, 9))).containsExactly(13L, 17L);
		assertThat(this.ring.after(12, 9).cursor()).isEqualTo(20);
		assertThat(ids(this.ring.after(20, 9))).isEmpty();
		assertThat(this.ring.after(20, 9).cursor()).isEqualTo(20);
	}

	@Test
	void aLimitThatIsReachedExactlyIsTheEndToo() {
		this.ring.begin(0);
		this.ring.add(events(1, 2, 3), 5);
		assertThat(ids(this.ring.after(0, 3))).containsExactly(1L, 2L, 3L);
		assertThat(this.ring.after(0, 3).cursor()).isEqualTo(5);
	}

	@Test
	void theOldestMakeRoomAndTheStartMovesOn() {
		this.ring.begin(0);
		this.ring.add(events(1, 2, 3, 4), 4);
		assertThat(this.ring.start()).isZero();
		assertThat(this.ring.countAfter(0)).isEqualTo(4);
		this.ring.add(events(5, 6), 6);
		assertThat(this.ring.start()).isEqualTo(2);
		assertThat(ids(this.ring.after(2, 9))).containsExactly(3L, 4L, 5L, 6L);
		assertThat(ids(this.ring.after(4, 1))).containsExactly(5L);
		assertThat(this.ring.countAfter(2)).isEqualTo(4);
		assertThat(this.ring.countAfter(6)).isZero();
	}

	@Test
	void moreThanTheRingHoldsMayComeAtOnce() {
		this.ring.begin(0);
		this.ring.add(events(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 11);
		assertThat(this.ring.start()).isEqualTo(7);
		assertThat(ids(this.ring.after(7, 9))).containsExactly(8L, 9L, 10L, 11L);
	}

	@Test
	void aCursorAheadOfAllThatWasReadStaysWhereItIs() {
		this.ring.begin(0);
		this.ring.add(events(1), 1);
		EventSlice slice = this.ring.after(7, 9);
		assertThat(ids(slice)).isEmpty();
		assertThat(slice.cursor()).isEqualTo(7);
		assertThat(this.ring.countAfter(7)).isZero();
	}

	@Test
	void whenItBeginsAnewNothingIsLeftOfBefore() {
		this.ring.begin(0);
		this.ring.add(events(1, 2, 3, 4, 5), 5);
		this.ring.confirm(1);
		this.ring.begin(3);
		assertThat(this.ring.newest()).isEqualTo(EventRing.UNKNOWN);
		assertThat(this.ring.start()).isEqualTo(3);
		assertThat(ids(this.ring.after(3, 9))).isEmpty();
		this.ring.add(events(8), 8);
		assertThat(ids(this.ring.after(3, 9))).containsExactly(8L);
	}

	@Test
	void whoListensIsCalledWhenThereIsMoreToRead() {
		AtomicInteger calls = new AtomicInteger();
		this.ring.onChange(calls::incrementAndGet);
		this.ring.begin(0);
		assertThat(calls).hasValue(0);
		this.ring.add(events(1, 2), 2);
		assertThat(calls).hasValue(1);
		this.ring.confirm(1);
		assertThat(calls).hasValue(2);
		this.ring.confirm(2);
		assertThat(calls).hasValue(2);
	}

	@Test
	void aCursorMovesOnWithoutEvents() {
		this.ring.begin(0);
		this.ring.add(List.of(), 9);
		assertThat(this.ring.after(0, 5)).isEqualTo(new EventSlice(List.of(), 9));
	}

}
