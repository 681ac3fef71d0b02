package com.lekiwi.heartbeat.adapter.dialect;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

import org.springframework.stereotype.Component;

/**
 * Writes times as the legacy does: by the clock on its wall, without a zone, so that an
 * hour comes twice in autumn; and as Python's {@code isoformat()}, which leaves out the
 * fraction of a full second.
 */
@Component
class LegacyTime {

	private static final DateTimeFormatter FULL_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

	private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

	private final Clock clock;

	private final ZoneId zone;

	LegacyTime(Clock clock, AdapterSettings settings) {
		this.clock = clock;
		this.zone = settings.legacy().zone();
	}

	String now() {
		return write(this.clock.instant());
	}

	String write(Instant instant) {
		LocalDateTime time = LocalDateTime.ofInstant(instant, this.zone).truncatedTo(ChronoUnit.MICROS);
		return ((time.get(ChronoField.MICRO_OF_SECOND) == 0) ? FULL_SECOND : MICROSECONDS).format(time);
	}

}
