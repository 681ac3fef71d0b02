package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlidingCountsTests {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final SlidingCounts counts = new SlidingCounts(Duration.ofMinutes(1));

	@Test
	void whoWasAskedNothingHasNoRate() {
		assertThat(this.counts.sum(0).rate()).isNaN();
		this.counts.add(0, false, true);
		assertThat(this.counts.sum(0).rate()).isNaN();
		assertThat(this.counts.sum(0).notAsked()).isEqualTo(1);
	}

	@Test
	void whatIsOlderThanTheWindowCountsNoMore() {
		// As after a machine's start, when its clock may be negative.
		long start = -MINUTE / 2;
		this.counts.add(start, true, false);
		this.counts.add(start + MINUTE / 2, false, false);
		assertThat(this.counts.sum(start + MINUTE / 2)).isEqualTo(new SlidingCounts.Sum(2, 1, 0));
		assertThat(this.counts.sum(start + MINUTE + MINUTE / 12)).isEqualTo(new SlidingCounts.Sum(1, 0, 0));
		this.counts.add(start + 10 * MINUTE, true, false);
		assertThat(this.counts.sum(start + 10 * MINUTE)).isEqualTo(new SlidingCounts.Sum(1, 1, 0));
		assertThat(this.counts.sum(start + 12 * MINUTE)).isEqualTo(new SlidingCounts.Sum(0, 0, 0));
	}

}
