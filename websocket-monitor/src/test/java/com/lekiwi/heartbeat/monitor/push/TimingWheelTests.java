package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimingWheelTests {

	/** {@link System#nanoTime()} may be negative. */
	private static final long BEGIN = -5_000_000_000L;

	private static final long LONGEST = ms(10_230);

	private final TimingWheel<Visitor> wheel = new TimingWheel<>(BEGIN);

	private final Visitor one = new Visitor();

	private final Visitor other = new Visitor();

	@Test
	void nobodyComesBeforeItsTimeAndEverybodyWithinTenMilliseconds() {
		this.wheel.put(this.one, at(ms(25)));
		this.wheel.put(this.other, at(ms(30)));
		assertThat(due(ms(30) - 1)).isEmpty();
		assertThat(due(ms(30))).containsExactly(this.one, this.other);
		assertThat(due(ms(60))).isEmpty();
	}

	@Test
	void whoseTimeIsOverComesNext() {
		due(ms(500));
		this.wheel.put(this.one, at(ms(100)));
		assertThat(this.wheel.nextAt()).isEqualTo(at(ms(510)));
		assertThat(due(ms(510))).containsExactly(this.one);
	}

	@Test
	void theEarliestOfTwoTimesCounts() {
		this.wheel.put(this.one, at(ms(50)));
		this.wheel.put(this.one, at(ms(20)));
		this.wheel.put(this.other, at(ms(20)));
		this.wheel.put(this.other, at(ms(50)));
		assertThat(due(ms(20))).containsExactly(this.one, this.other);
		assertThat(due(ms(50))).isEmpty();
	}

	@Test
	void whoIsTakenOutDoesNotCome() {
		this.wheel.put(this.one, at(ms(20)));
		this.wheel.put(this.other, at(ms(20)));
		this.wheel.remove(this.one);
		this.wheel.remove(this.one);
		assertThat(due(ms(20))).containsExactly(this.other);
		// Who is out already may be taken out all the same.
		this.wheel.remove(this.other);
		this.wheel.put(this.other, at(ms(40)));
		assertThat(due(ms(40))).containsExactly(this.other);
	}

	@Test
	void whatIsFurtherAwayThanARoundComesEarlyAndOnce() {
		this.wheel.put(this.one, at(Duration.ofHours(1).toNanos()));
		assertThat(this.wheel.nextAt()).isEqualTo(at(LONGEST));
		assertThat(due(LONGEST - 1)).isEmpty();
		assertThat(due(LONGEST)).containsExactly(this.one);
		assertThat(due(3 * LONGEST)).isEmpty();
	}

	@Test
	void timesGoOnPastTheEndOfARound() {
		due(ms(10_200));
		this.wheel.put(this.one, at(ms(10_300)));
		this.wheel.put(this.other, at(ms(20_000)));
		assertThat(this.wheel.nextAt()).isEqualTo(at(ms(10_300)));
		assertThat(due(ms(10_290))).isEmpty();
		assertThat(due(ms(10_300))).containsExactly(this.one);
		assertThat(due(ms(19_990))).isEmpty();
		assertThat(due(ms(20_000))).containsExactly(this.other);
	}

	@Test
	void afterALongPauseEverybodyComesOnceTheEarliestFirst() {
		this.wheel.put(this.one, at(ms(9_000)));
		this.wheel.put(this.other, at(ms(70)));
		assertThat(due(5 * LONGEST)).containsExactly(this.other, this.one);
	}

	@Test
	void withNobodyInItTheNextTimeIsARoundAway() {
		assertThat(this.wheel.nextAt()).isGreaterThan(at(LONGEST));
	}

	private List<Visitor> due(long after) {
		List<Visitor> due = new ArrayList<>();
		this.wheel.takeDue(at(after), due);
		return due;
	}

	private static long at(long after) {
		return BEGIN + after;
	}

	private static long ms(long count) {
		return Duration.ofMillis(count).toNanos();
	}

	private static final class Visitor implements TimingWheel.Timed {

		private long tick;

		@Override
		public long tick() {
			return this.tick;
		}

		@Override
		public void tick(long next) {
			this.tick = next;
		}

	}

}
