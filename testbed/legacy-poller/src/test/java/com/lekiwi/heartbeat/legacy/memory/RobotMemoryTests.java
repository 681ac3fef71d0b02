package com.lekiwi.heartbeat.legacy.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RobotMemoryTests {

	private static final Report SILENT_ABOUT_ALL = new Report("a", null, null, null, null);

	private final SetClock clock = new SetClock("2025-01-29T11:00:00Z");

	private final RobotMemory memory = new RobotMemory(new WallClock(this.clock, ZoneOffset.UTC),
			Duration.ofSeconds(15));

	@Test
	void aRobotIsOfflineWhenItWasNotHeardOfForTheTimeOut() {
		this.memory.note(SILENT_ABOUT_ALL);
		this.clock.advance(Duration.ofMillis(14_999));
		assertThat(only().online()).isTrue();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(only().online()).isFalse();
		assertThat(only().lastSeen()).isEqualTo(Instant.parse("2025-01-29T11:00:00Z"));
		this.memory.note(SILENT_ABOUT_ALL);
		assertThat(only().online()).isTrue();
		assertThat(only().lastSeen()).isEqualTo(Instant.parse("2025-01-29T11:00:15Z"));
	}

	@Test
	void aRobotThatIsOfflineIsTeleoperatedAllTheSameIfItsHostWasUp() {
		this.memory.note(new Report("a", null, null, null, true));
		this.clock.advance(Duration.ofHours(1));
		assertThat(only().online()).isFalse();
		assertThat(only().hostUp()).isTrue();
	}

	@Test
	void aRobotIsNeverForgotten() {
		this.memory.note(SILENT_ABOUT_ALL);
		this.clock.advance(Duration.ofDays(365));
		assertThat(this.memory.size()).isEqualTo(1);
		assertThat(this.memory.all()).hasSize(1);
	}

	@Test
	void robotsAreSortedById() {
		for (String id : new String[] { "b", "B", "a-10", "a-9", "a" }) {
			this.memory.note(new Report(id, null, null, null, null));
		}
		assertThat(this.memory.all()).extracting(KnownRobot::id).containsExactly("B", "a", "a-10", "a-9", "b");
	}

	@Test
	void whenItIsFullItTakesNoNewRobotAndKeepsItsOwn() {
		for (int i = 0; i < RobotMemory.CAPACITY; i++) {
			assertThat(this.memory.note(new Report("r" + i, null, null, null, null))).isTrue();
		}
		assertThat(this.memory.note(SILENT_ABOUT_ALL)).isFalse();
		assertThat(this.memory.find("a")).isEmpty();
		assertThat(this.memory.note(new Report("r7", "seven", null, null, null))).isTrue();
		assertThat(this.memory.find("r7").orElseThrow().name()).isEqualTo("seven");
	}

	private KnownRobot only() {
		return this.memory.find("a").orElseThrow();
	}

}
