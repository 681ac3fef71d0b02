package com.lekiwi.heartbeat.adapter.legacy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reads the legacy's times, which are those of a clock on a wall.
 *
 * @param zone where the wall is
 * @param tolerance by how much that clock may be ahead of ours
 */
record LegacyTimes(ZoneId zone, Duration tolerance) {

	/**
	 * Reads a time. In the hour that comes twice in autumn it is the reading nearest to,
	 * and not after, the time at which it was received.
	 * @throws DateTimeException if it is no such time, or lies in the future: that is a
	 * wrong zone, or a wrong clock, and would keep dead robots alive
	 */
	Instant read(String text, Instant received) {
		LocalDateTime wall = LocalDateTime.parse(text);
		Instant latest = received.plus(this.tolerance);
		List<ZoneOffset> offsets = this.zone.getRules().getValidOffsets(wall);
		// An hour that spring leaves out is read as if the clock had not been put.
		Instant reading = offsets.isEmpty() ? wall.atZone(this.zone).toInstant()
				: offsets.stream()
					.map(wall::toInstant)
					.filter(instant -> !instant.isAfter(latest))
					.reduce((first, second) -> first.isAfter(second) ? first : second)
					.orElseGet(() -> wall.toInstant(offsets.getFirst()));
		if (reading.isAfter(latest)) {
			throw new DateTimeException(
					text + " in " + this.zone + " is in the future: is heartbeat.legacy.zone right?");
		}
		return reading.isAfter(received) ? received : reading;
	}

}
