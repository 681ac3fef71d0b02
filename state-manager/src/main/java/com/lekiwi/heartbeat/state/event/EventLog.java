package com.lekiwi.heartbeat.state.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Appends events, in the transaction of the change that they tell of. */
@Component
public class EventLog {

	private static final String APPEND = """
			SELECT append_robot_events(
			  array_fill('robot'::text, ARRAY[cardinality(?::text[])]), ?, ?, ?::timestamptz[], ?)""";

	private final JsonMapper json;

	EventLog(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Appends events. Takes a lock that orders all events of the fleet until the commit:
	 * call it last, after all rows are locked.
	 * @param connection in the transaction of the change
	 * @param events what happened, in order; may be empty
	 * @throws SQLException if the store refuses or is away
	 */
	public void append(Connection connection, List<RobotEvent> events) throws SQLException {
		if (events.isEmpty()) {
			return;
		}
		Object[] subjects = events.stream().map(event -> event.robot().value()).toArray();
		try (PreparedStatement append = connection.prepareStatement(APPEND)) {
			append.setArray(1, connection.createArrayOf("text", subjects));
			append.setArray(2, connection.createArrayOf("text", subjects));
			append.setArray(3,
					connection.createArrayOf("text", events.stream().map(event -> event.kind().wireName()).toArray()));
			append.setArray(4, connection.createArrayOf("text",
					events.stream().map(event -> event.occurredAt().toString()).toArray()));
			append.setArray(5, connection.createArrayOf("text",
					events.stream().map(event -> this.json.writeValueAsString(event.details())).toArray()));
			append.execute();
		}
	}

}
