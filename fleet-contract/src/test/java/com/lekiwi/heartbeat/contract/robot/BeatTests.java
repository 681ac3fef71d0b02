package com.lekiwi.heartbeat.contract.robot;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BeatTests {

	@Test
	void withinABootTheHigherNumberIsNewerWheneverItCame() {
		assertThat(beat("b", 6L, 10).isNewerThan(beat("b", 5L, 11))).isTrue();
		assertThat(beat("b", 5L, 11).isNewerThan(beat("b", 6L, 10))).isFalse();
	}

	@Test
	void acrossBootsTheLaterIsNewer() {
		assertThat(beat("c", 1L, 11).isNewerThan(beat("b", 5L, 10))).isTrue();
		assertThat(beat("b", 5L, 10).isNewerThan(beat("c", 1L, 11))).isFalse();
	}

	@Test
	void withoutANumberTheLaterIsNewer() {
		assertThat(beat(null, null, 11).isNewerThan(beat(null, null, 10))).isTrue();
		assertThat(beat(null, null, 10).isNewerThan(beat(null, null, 10))).isFalse();
		assertThat(beat(null, null, 11).isNewerThan(beat("b", 5L, 10))).isTrue();
		assertThat(beat("b", 5L, 10).isNewerThan(beat(null, null, 11))).isFalse();
		assertThat(beat("b", 5L, 12).isNewerThan(beat(null, null, 11))).isTrue();
	}

	/** A beat without a number of its own shows the last that there was. */
	@Test
	void afterTheSameNumberTheLaterIsNewer() {
		assertThat(beat("b", 5L, 11).isNewerThan(beat("b", 5L, 10))).isTrue();
		assertThat(beat("b", 5L, 10).isNewerThan(beat("b", 5L, 11))).isFalse();
		assertThat(beat("b", 6L, 12).isNewerThan(beat("b", 5L, 11))).isTrue();
	}

	private static Beat beat(@Nullable String bootId, @Nullable Long seq, int second) {
		return new Beat(bootId, seq, Instant.ofEpochSecond(second), 5, ReportedStatus.OK, null, null, null, null);
	}

}
