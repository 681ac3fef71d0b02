package com.lekiwi.heartbeat.adapter.dialect;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class LegacyTimeTests {

	@ParameterizedTest
	@CsvSource({ "2025-01-29T12:00:00.123456Z,2025-01-29T13:00:00.123456",
			"2025-01-29T12:00:00.120Z,2025-01-29T13:00:00.120000",
			"2025-01-29T12:00:00.000001Z,2025-01-29T13:00:00.000001", "2025-01-29T12:00:00Z,2025-01-29T13:00:00",
			"2025-01-29T12:00:00.000000999Z,2025-01-29T13:00:00",
			"2025-01-29T23:59:59.999999999Z,2025-01-30T00:59:59.999999" })
	void aTimeIsThatOfTheWallAndAFullSecondHasNoFraction(String instant, String written) {
		assertThat(in("Europe/Berlin").write(Instant.parse(instant))).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "2025-10-26T00:30:00Z,2025-10-26T02:30:00", "2025-10-26T01:30:00Z,2025-10-26T02:30:00",
			"2025-10-26T01:59:59.5Z,2025-10-26T02:59:59.500000", "2025-10-26T02:00:00Z,2025-10-26T03:00:00",
			"2025-03-30T00:59:59Z,2025-03-30T01:59:59", "2025-03-30T01:00:00Z,2025-03-30T03:00:00" })
	void inAutumnAnHourComesTwiceAndInSpringNone(String instant, String written) {
		assertThat(in("Europe/Berlin").write(Instant.parse(instant))).isEqualTo(written);
	}

	@Test
	void nowIsToldInTheSameZone() {
		assertThat(in("Asia/Kolkata").now()).isEqualTo("2026-01-01T05:30:00.120000");
	}

	private static LegacyTime in(String zone) {
		AdapterSettings settings = new Binder(new MapConfigurationPropertySource(Map.of("heartbeat.legacy.zone", zone)))
			.bind("heartbeat", AdapterSettings.class)
			.get();
		assertThat(settings.legacy().zone()).isEqualTo(ZoneId.of(zone));
		return new LegacyTime(Clock.fixed(Instant.parse("2026-01-01T00:00:00.120Z"), ZoneOffset.UTC), settings);
	}

}
