package com.lekiwi.heartbeat.legacy.memory;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A robot as the legacy remembers it.
 *
 * @param id the robot
 * @param name what people call it; its id where nobody said
 * @param type {@code lekiwi}, {@code xle} or {@code unknown}
 * @param ip where it can be polled; absent where nobody said
 * @param lastSeen when the last beat came or the last poll was answered
 * @param online whether that is not too long ago
 * @param hostUp whether the program that takes commands was up when it was last heard of
 */
public record KnownRobot(String id, String name, String type, @Nullable String ip, Instant lastSeen, boolean online,
		boolean hostUp) {

	private static final String UNKNOWN_TYPE = "unknown";

	private static final Set<String> TYPES = Set.of("lekiwi", "xle");

	static KnownRobot first(Report report, Instant now) {
		return new KnownRobot(report.id(), report.id(), UNKNOWN_TYPE, null, now, true, false).after(report, now);
	}

	KnownRobot after(Report report, Instant now) {
		String said = report.type();
		String typeNow = (said == null) ? this.type : TYPES.contains(said) ? said : UNKNOWN_TYPE;
		return new KnownRobot(this.id, Objects.requireNonNullElse(report.name(), this.name), typeNow,
				(report.ip() != null) ? report.ip() : this.ip, now, true,
				Objects.requireNonNullElse(report.hostUp(), this.hostUp));
	}

	KnownRobot onlineSince(Instant limit) {
		return new KnownRobot(this.id, this.name, this.type, this.ip, this.lastSeen, this.lastSeen.isAfter(limit),
				this.hostUp);
	}

}
