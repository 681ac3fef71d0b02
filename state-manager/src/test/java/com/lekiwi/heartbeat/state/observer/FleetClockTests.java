package com.lekiwi.heartbeat.state.observer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FleetClockTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

	private final AtomicLong nanos = new AtomicLong(-7);

	private final FleetClock clock = new FleetClock(BEGIN, this.nanos::get);

	@Test
	void timePassesWithTheMonotonicClock() {
		pass(Duration.ofSeconds(5));
		assertThat(this.clock.instant()).isEqualTo(BEGIN.plusSeconds(5));
	}

	@Test
	void anAnswerThatMayBeRightChangesNothing() {
		long asked = this.clock.nanos();
		pass(Duration.ofMillis(80));
		assertThat(this.clock.follow(BEGIN.plusMillis(30), asked, this.clock.nanos())).isZero();
		assertThat(this.clock.instant()).isEqualTo(BEGIN.plusMillis(80));
	}

	@Test
	void itFollowsAClockThatWasPutForwardOrBack() {
		long asked = this.clock.nanos();
		assertThat(this.clock.follow(BEGIN.plusSeconds(3_600), asked, asked)).isBetween(Duration.ofSeconds(3_599),
				Duration.ofSeconds(3_600));
		assertThat(Duration.between(BEGIN, this.clock.instant())).isBetween(Duration.ofSeconds(3_599),
				Duration.ofSeconds(3_600));
		assertThat(this.clock.follow(BEGIN, asked, asked)).isNegative();
		assertThat(Duration.between(BEGIN, this.clock.instant())).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void afterAPauseTheAnswerIsStillFollowed() {
		long asked = this.clock.nanos();
		pass(Duration.ofSeconds(30));
		assertThat(this.clock.follow(BEGIN.plusSeconds(29), asked, this.clock.nanos())).isZero();
		assertThat(this.clock.instant()).isEqualTo(BEGIN.plusSeconds(30));
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
