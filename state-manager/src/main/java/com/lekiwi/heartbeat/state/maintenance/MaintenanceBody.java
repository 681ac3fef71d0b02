package com.lekiwi.heartbeat.state.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for: {@code {"until": "2026-01-01T12:00:00Z", "by": "…", "reason": "…"}},
 * the reason if one likes.
 *
 * @param until when it ends
 * @param by who asks, at most 128 characters
 * @param reason why, at most 512 characters
 */
record MaintenanceBody(Instant until, String by, @Nullable String reason) {

	private static final Duration LONGEST = Duration.ofDays(366);

	/**
	 * Reads a body, and names everything that is wrong with it.
	 * @param body the body
	 * @param now the time, after which it must end
	 * @return what is asked for
	 */
	static MaintenanceBody read(JsonNode body, Instant now) {
		if (!body.isObject()) {
			throw new InvalidRequestException(List.of(new Fault("", "must be an object")));
		}
		List<Fault> faults = new ArrayList<>();
		Instant until = until(body.get("until"), now, faults);
		String by = text(body.get("by"), "/by", 128, faults);
		if (by == null || by.isBlank()) {
			faults.add(new Fault("/by", "must say who asks"));
		}
		String reason = text(body.get("reason"), "/reason", 512, faults);
		if (!faults.isEmpty() || until == null || by == null) {
			throw new InvalidRequestException(faults);
		}
		return new MaintenanceBody(until, by, reason);
	}

	private static @Nullable Instant until(@Nullable JsonNode given, Instant now, List<Fault> faults) {
		if (given == null || !given.isString()) {
			faults.add(new Fault("/until", "must be a time such as 2026-01-01T12:00:00Z"));
			return null;
		}
		try {
			Instant until = OffsetDateTime.parse(given.stringValue()).toInstant().truncatedTo(ChronoUnit.MICROS);
			if (!until.isAfter(now)) {
				faults.add(new Fault("/until", "must be in the future; it is " + now + " now"));
			}
			else if (until.isAfter(now.plus(LONGEST))) {
				faults.add(new Fault("/until", "must be within " + LONGEST.toDays() + " days"));
			}
			return until;
		}
		catch (DateTimeParseException ex) {
			faults.add(new Fault("/until", "is not a time with a zone: " + ex.getMessage()));
			return null;
		}
	}

	private static @Nullable String text(@Nullable JsonNode given, String pointer, int longest, List<Fault> faults) {
		if (given == null || given.isNull()) {
			return null;
		}
		if (!given.isString()) {
			faults.add(new Fault(pointer, "must be a text"));
			return null;
		}
		String text = given.stringValue();
		if (text.length() > longest || text.indexOf('\0') >= 0) {
			faults.add(new Fault(pointer, "must have at most " + longest + " characters, none of them NUL"));
		}
		return text;
	}

}
