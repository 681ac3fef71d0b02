package com.lekiwi.heartbeat.monitor.event;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.monitor.event.EventPosition.LeftOut;
import com.lekiwi.heartbeat.monitor.fixture.Defaults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.lekiwi.heartbeat.monitor.event.Log.events;
import static com.lekiwi.heartbeat.monitor.event.Log.ids;
import static org.assertj.core.api.Assertions.assertThat;

/** A reader gets everything once, or is told what it does not get. */
class EventPositionTests {

	/** Events that a reader who resumes may miss. */
	private static final int MOST = 3;

	private final EventRing ring = new EventRing(Defaults.with("events.keep=6"));

	@BeforeEach
	void aLogFromElevenToFourteen() {
		this.ring.begin(10);
		this.ring.add(events(11, 12, 13, 14), 14);
		this.ring.confirm(System.nanoTime());
	}

	@Test
	void withoutACursorItBeginsNow() {
		EventPosition position = new EventPosition(this.ring, null, MOST);
		assertThat(position.isBehind()).isFalse();
		this.ring.add(events(15), 15);
		assertThat(read(position)).containsExactly(15L);
		assertThat(position.cursor()).isEqualTo(15);
	}

	@Test
	void whoCameBeforeTheLogWasReadBeginsWhereItIsReadTo() {
		EventRing unread = new EventRing(Defaults.with());
		EventPosition position = new EventPosition(unread, null, MOST);
		assertThat(position.cursor()).isEqualTo(EventRing.UNKNOWN);
		unread.begin(10);
		unread.add(events(11), 11);
		assertThat(position.isBehind()).isFalse();
		assertThat(position.leftOut()).isNull();
		unread.confirm(System.nanoTime());
		assertThat(read(position)).isEmpty();
		unread.add(events(12), 12);
		assertThat(read(position)).containsExactly(12L);
	}

	@Test
	void asManyAsAreAllowedAreDeliveredToWhoResumes() {
		EventPosition position = new EventPosition(this.ring, 11L, MOST);
		assertThat(position.leftOut()).isNull();
		assertThat(read(position)).containsExactly(12L, 13L, 14L);
	}

	@Test
	void oneMoreThanIsAllowedIsLeftOutAndNamedAndEventsGoOnBehindIt() {
		EventPosition position = new EventPosition(this.ring, 10L, MOST);
		assertThat(position.isBehind()).isTrue();
		assertThat(position.leftOut()).isEqualTo(new LeftOut(10, 14));
		assertThat(position.leftOut()).isNull();
		this.ring.add(events(15), 15);
		assertThat(read(position)).containsExactly(15L);
	}

	@Test
	void whoFollowsMayFallBehindByMoreThanWhoResumes() {
		EventPosition position = new EventPosition(this.ring, 14L, MOST);
		assertThat(position.leftOut()).isNull();
		this.ring.add(events(15, 16, 17, 18), 18);
		assertThat(position.leftOut()).isNull();
		assertThat(read(position)).containsExactly(15L, 16L, 17L, 18L);
	}

	@Test
	void whatTheRingHoldsNoMoreIsNamed() {
		EventPosition held = new EventPosition(this.ring, null, MOST);
		EventPosition oneTooFew = new EventPosition(this.ring, 13L, MOST);
		this.ring.add(events(15, 16, 17, 18, 19, 20), 20);
		assertThat(this.ring.start()).isEqualTo(14);
		assertThat(held.leftOut()).isNull();
		assertThat(read(held)).containsExactly(15L, 16L, 17L, 18L, 19L, 20L);
		assertThat(oneTooFew.leftOut()).isEqualTo(new LeftOut(13, 20));
	}

	@Test
	void whatIsOverwrittenWhileItIsReadIsNamedToo() {
		EventPosition position = new EventPosition(this.ring, 12L, MOST);
		assertThat(position.leftOut()).isNull();
		// The log goes on between the look at what is left out and the reading.
		this.ring.add(events(15, 16, 17, 18, 19, 20), 20);
		List<Long> got = new ArrayList<>(ids(take(position)));
		LeftOut leftOut = position.leftOut();
		assertThat(got).isEmpty();
		assertThat(leftOut).isEqualTo(new LeftOut(12, 20));
		this.ring.add(events(21), 21);
		assertThat(read(position)).containsExactly(21L);
	}

	@Test
	void aReplicaThatIsBehindTheCursorSaysNothingUntilItIsThere() {
		EventPosition position = new EventPosition(this.ring, 16L, MOST);
		assertThat(position.isBehind()).isFalse();
		assertThat(position.leftOut()).isNull();
		this.ring.add(events(15, 16), 16);
		assertThat(read(position)).isEmpty();
		this.ring.add(events(17), 17);
		assertThat(read(position)).containsExactly(17L);
	}

	@Test
	void aCursorThatTheLogItselfHasNotReachedIsOfAnotherLog() {
		EventPosition position = new EventPosition(this.ring, 99L, MOST);
		assertThat(position.leftOut()).isNull();
		this.ring.confirm(System.nanoTime() + 1_000);
		assertThat(position.isBehind()).isTrue();
		assertThat(position.leftOut()).isEqualTo(new LeftOut(99, 14));
		this.ring.add(events(15), 15);
		assertThat(read(position)).containsExactly(15L);
	}

	@Test
	void onlyEventsThatAreWantedAreWritten() {
		EventSlice slice = this.ring.after(12, 9);
		assertThat(EventPosition.json(slice, event -> event.id() == 14)).singleElement()
			.asString()
			.contains("\"id\":14", "\"subject\":\"kiwi-01\"");
	}

	/** All there is, two at a time. */
	private static List<Long> read(EventPosition position) {
		List<Long> ids = new ArrayList<>();
		while (position.isBehind()) {
			assertThat(position.leftOut()).isNull();
			if (position.isBehind()) {
				ids.addAll(ids(take(position)));
			}
		}
		return ids;
	}

	private static EventSlice take(EventPosition position) {
		EventSlice slice = position.next(2);
		position.took(slice);
		return slice;
	}

}
