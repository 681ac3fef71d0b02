package com.lekiwi.heartbeat.adapter.dialect;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreakTests {

	@Test
	void oneFailureSaysNothingAndThreeInARowDo() {
		Streak streak = new Streak(3);
		assertThat(streak.answers()).as("before anybody looked").isFalse();
		streak.add(true);
		streak.add(false);
		streak.add(false);
		assertThat(streak.answers()).isTrue();
		streak.add(true);
		streak.add(false);
		streak.add(false);
		assertThat(streak.answers()).isTrue();
		streak.add(false);
		assertThat(streak.answers()).isFalse();
		streak.add(true);
		assertThat(streak.answers()).isTrue();
	}

}
