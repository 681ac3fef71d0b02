package com.lekiwi.heartbeat.legacy.memory;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WallClockTests {

	@ParameterizedTest
	@CsvSource({ "2025-01-29T11:00:00.123456Z, Europe/Berlin, 2025-01-29T12:00:00.123456",
			"2025-07-29T11:00:00.123456Z, Europe/Berlin, 2025-07-29T13:00:00.123456",
			"2025-01-29T11:00:00.000100Z, UTC, 2025-01-29T11:00:00.000100",
			"2025-01-29T11:00:00.123456789Z, UTC, 2025-01-29T11:00:00.123456" })
	void timesAreOfTheZoneAndDoNotNameIt(Instant instant, ZoneId zone, String written) {
		assertThat(in(zone).write(instant)).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "2025-01-29T11:00:00Z", "2025-01-29T11:00:00.000000999Z" })
	void aFullSecondHasNoFractionAsInPython(Instant instant) {
		assertThat(in(ZoneId.of("UTC")).write(instant)).isEqualTo("2025-01-29T11:00:00");
	}

	@Test
	void anHourComesTwiceInAutumn() {
		WallClock berlin = in(ZoneId.of("Europe/Berlin"));
		String first = berlin.write(Instant.parse("2025-10-26T00:30:00.5Z"));
		assertThat(berlin.write(Instant.parse("2025-10-26T01:30:00.5Z"))).isEqualTo(first)
			.isEqualTo("2025-10-26T02:30:00.500000");
	}

	private static WallClock in(ZoneId zone) {
		return new WallClock(Clock.systemUTC(), zone);
	}

}
