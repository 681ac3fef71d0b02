package com.lekiwi.heartbeat.state.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened to a robot, a site or the observer.
 *
 * @param subjectKind what it happened to
 * @param subject its name; a robot's id
 * @param kind what happened
 * @param occurredAt when it happened, which may be long before it is recorded
 * @param details what more is to say; becomes a JSON object
 */
public record SubjectEvent(SubjectKind subjectKind, String subject, EventKind kind, Instant occurredAt,
		Map<String, Object> details) {

	/** Who the observer is in the log: all replicas are one. */
	public static final String OBSERVER = "state-manager";

	/** Copies the details. */
	public SubjectEvent {
		details = Map.copyOf(details);
	}

	/** What an event can happen to. */
	public enum SubjectKind {

		/** One robot. */
		ROBOT,

		/** A site with all its robots. */
		SITE,

		/** Those who watch. */
		OBSERVER;

		String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	static SubjectEvent of(RobotEvent event) {
		return new SubjectEvent(SubjectKind.ROBOT, event.robot().value(), event.kind(), event.occurredAt(),
				event.details());
	}

}
