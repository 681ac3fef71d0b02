package com.lekiwi.heartbeat.state.body;

import java.time.Instant;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SentTimeTests {

	@ParameterizedTest
	@ValueSource(strings = { "2026-01-01T12:00:00.120Z", "1970-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
			"2024-02-29T00:00:00.001Z", "2026-01-01T12:00:00Z", "2026-01-01T12:00:00.123456Z",
			"2026-01-01T12:00:00.120+05:30", "2026-01-01t12:00:00.120z", "2026-01-01T12:00-08:00" })
	void timesAreReadAsTheLibraryReadsThem(String text) {
		assertThat(SentTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "now", "2026-01-01", "2026-01-01T12:00:00.120", "2026-02-30T12:00:00.120Z",
			"2026-13-01T12:00:00.120Z", "2026-00-01T12:00:00.120Z", "2026-01-01T24:00:00.120Z",
			"2026-01-01T12:60:00.120Z", "2026-01-01T12:00:60.120Z", "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59Z",
			"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z" })
	void whatIsNoTimeOfOurTimesIsNone(String text) {
		assertThat(SentTime.parse(text)).isNull();
	}

	@Test
	void everyMinuteOfALeapYearIsReadAsTheLibraryReadsIt() {
		Instant time = Instant.parse("2024-01-01T00:00:00.007Z");
		for (int minute = 0; minute < 366 * 24 * 60; minute += 7) {
			Instant next = time.plusSeconds(minute * 60L);
			assertThat(SentTime.parse(next.toString())).isEqualTo(next);
		}
	}

}
