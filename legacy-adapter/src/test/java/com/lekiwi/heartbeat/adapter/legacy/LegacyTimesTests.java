package com.lekiwi.heartbeat.adapter.legacy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LegacyTimesTests {

	private final LegacyTimes berlin = new LegacyTimes(ZoneId.of("Europe/Berlin"), Duration.ofSeconds(1));

	@Test
	void aTimeIsReadInTheZoneOfTheLegacy() {
		assertThat(read("2026-01-29T12:00:00.123456", "2026-01-29T11:00:05Z")).isEqualTo("2026-01-29T11:00:00.123456Z");
		assertThat(read("2026-07-29T12:00:00", "2026-07-29T10:00:05Z")).isEqualTo("2026-07-29T10:00:00Z");
	}

	@Test
	void inTheHourThatComesTwiceItIsTheReadingNearestToTheTimeOfReceipt() {
		assertThat(read("2026-10-25T02:30:00", "2026-10-25T00:30:01Z")).isEqualTo("2026-10-25T00:30:00Z");
		assertThat(read("2026-10-25T02:30:00", "2026-10-25T01:29:58Z")).isEqualTo("2026-10-25T00:30:00Z");
		assertThat(read("2026-10-25T02:30:00", "2026-10-25T01:30:01Z")).isEqualTo("2026-10-25T01:30:00Z");
		assertThat(read("2026-10-25T02:30:00", "2026-10-25T05:00:00Z")).isEqualTo("2026-10-25T01:30:00Z");
	}

	@Test
	void aClockThatIsALittleAheadDoesNotPutTheSecondHourBackToTheFirst() {
		assertThat(read("2026-10-25T02:30:00.050", "2026-10-25T01:30:00Z")).isEqualTo("2026-10-25T01:30:00Z");
	}

	@Test
	void aRobotThatFellSilentBeforeTheClockWasPutBackDoesNotComeToLife() {
		assertThat(read("2026-10-25T01:59:59", "2026-10-25T01:00:00Z")).isEqualTo("2026-10-24T23:59:59Z");
		assertThat(read("2026-10-25T02:10:00", "2026-10-25T01:05:00Z")).isEqualTo("2026-10-25T00:10:00Z");
	}

	@Test
	void timesGoOnOverTheHourThatSpringLeavesOut() {
		assertThat(read("2026-03-29T01:59:59", "2026-03-29T01:00:00Z")).isEqualTo("2026-03-29T00:59:59Z");
		assertThat(read("2026-03-29T03:00:00", "2026-03-29T01:00:00Z")).isEqualTo("2026-03-29T01:00:00Z");
		assertThat(read("2026-03-29T02:30:00", "2026-03-29T01:30:00Z")).isEqualTo("2026-03-29T01:30:00Z");
	}

	@Test
	void aTimeInTheFutureIsAWrongZoneAndNoSignOfLife() {
		LegacyTimes wrong = new LegacyTimes(ZoneId.of("UTC"), Duration.ofSeconds(1));
		assertThatExceptionOfType(DateTimeException.class)
			.isThrownBy(() -> wrong.read("2026-07-29T12:00:00", Instant.parse("2026-07-29T10:00:05Z")))
			.withMessageContaining("heartbeat.legacy.zone");
	}

	@Test
	void whatIsNoTimeIsRefused() {
		assertThatExceptionOfType(DateTimeException.class)
			.isThrownBy(() -> read("2026-07-29T12:00:00Z", "2026-07-29T12:00:00Z"));
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> read("", "2026-07-29T12:00:00Z"));
	}

	private String read(String text, String received) {
		return this.berlin.read(text, Instant.parse(received)).toString();
	}

}
