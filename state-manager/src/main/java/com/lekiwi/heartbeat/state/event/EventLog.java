package com.lekiwi.heartbeat.state.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Appends events, in the transaction of the change that they tell of. */
@Component
public class EventLog {

	private static final String APPEND = "SELECT append_robot_events(?, ?, ?, ?::timestamptz[], ?)";

	private final JsonMapper json;

	EventLog(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Appends events of robots. Takes a lock that orders all events of the fleet until
	 * the commit: call it last, after all rows are locked.
	 * @param connection in the transaction of the change
	 * @param events what happened, in order; may be empty
	 * @throws SQLException if the store refuses or is away
	 */
	public void append(Connection connection, List<RobotEvent> events) throws SQLException {
		appendAll(connection, events.stream().map(SubjectEvent::of).toList());
	}

	/**
	 * Appends events of anything. Takes the lock that {@link #append} takes.
	 * @param connection in the transaction of the change
	 * @param events what happened, in order; may be empty
	 * @throws SQLException if the store refuses or is away
	 */
	public void appendAll(Connection connection, List<SubjectEvent> events) throws SQLException {
		if (events.isEmpty()) {
			return;
		}
		List<Function<SubjectEvent, String>> columns = List.of(event -> event.subjectKind().wireName(),
				SubjectEvent::subject, event -> event.kind().wireName(), event -> event.occurredAt().toString(),
				event -> this.json.writeValueAsString(event.details()));
		try (PreparedStatement append = connection.prepareStatement(APPEND)) {
			for (int i = 0; i < columns.size(); i++) {
				append.setArray(i + 1, connection.createArrayOf("text", events.stream().map(columns.get(i)).toArray()));
			}
			append.execute();
		}
	}

}
