package com.lekiwi.heartbeat.legacy.memory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Tells the time as a clock on the wall does: without a zone, so that an hour comes twice
 * in autumn. Written as Python writes it, which leaves out the fraction of a full second.
 */
public final class WallClock {

	private static final DateTimeFormatter FULL_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

	private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

	private final Clock clock;

	private final ZoneId zone;

	/**
	 * Hangs the clock up.
	 * @param clock tells the instant
	 * @param zone where the wall is
	 */
	public WallClock(Clock clock, ZoneId zone) {
		this.clock = clock;
		this.zone = zone;
	}

	/**
	 * Tells the instant, in whole microseconds.
	 * @return now
	 */
	public Instant instant() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Writes an instant.
	 * @param instant the instant
	 * @return {@code 2025-01-29T12:00:00.123456}
	 */
	public String write(Instant instant) {
		LocalDateTime time = LocalDateTime.ofInstant(instant, this.zone).truncatedTo(ChronoUnit.MICROS);
		boolean full = time.equals(time.truncatedTo(ChronoUnit.SECONDS));
		return (full ? FULL_SECOND : MICROSECONDS).format(time);
	}

}
