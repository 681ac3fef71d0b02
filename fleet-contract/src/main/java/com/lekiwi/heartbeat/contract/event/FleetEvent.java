package com.lekiwi.heartbeat.contract.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change, as it stands in the log.
 *
 * @param id rises in the order in which changes were committed; there are gaps
 * @param subjectKind what it happened to
 * @param subject whom it happened to: a robot's id, a site's name
 * @param kind what happened, such as {@code offline}; more kinds come with time
 * @param occurredAt when it happened, which may be long before it was recorded
 * @param recordedAt when it was recorded, by the database's clock
 * @param details what more is to say, by kind. {@code registered} and {@code changed}
 * carry {@code name}, {@code type}, {@code site} and {@code address} as they are from
 * then on; {@code changed} also carries {@code previous}, the same fields as they were;
 * {@code history_corrected} carries {@code from} and {@code to}, a stretch in which the
 * robot was alive although the log calls it offline
 */
public record FleetEvent(long id, SubjectKind subjectKind, String subject, String kind, Instant occurredAt,
		Instant recordedAt, Map<String, Object> details) {

	/**
	 * The Redis channel on which the highest id of a transaction is published, as a
	 * decimal number, after the commit. A hint may be lost: who follows the log also
	 * looks once a second.
	 */
	public static final String HINTS = "fleet.events";

	/** Copies the details. */
	public FleetEvent {
		details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
	}

}
