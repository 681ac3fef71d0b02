package com.lekiwi.heartbeat.state.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends events, in the transaction of the change that they tell of. */
@Component
public class EventLog {

	private static final String APPEND = "SELECT append_robot_events(?, ?, ?, ?::timestamptz[], ?)";

	private final JsonMapper json;

	private final EventHints hints;

	EventLog(JsonMapper json, EventHints hints) {
		this.json = json;
		this.hints = hints;
	}

	/**
	 * Appends events of robots. Takes a lock that orders all events of the fleet until
	 * the commit: call it last, after all rows are locked. In a transaction that Spring
	 * manages, readers are told of the events after the commit; who commits by hand tells
	 * them with {@link #announce}.
	 * @param connection in the transaction of the change
	 * @param events what happened, in order; may be empty
	 * @return the highest id among them; 0 when there are none
	 * @throws SQLException if the store refuses or is away
	 */
	public long append(Connection connection, List<RobotEvent> events) throws SQLException {
		return appendAll(connection, events.stream().map(SubjectEvent::of).toList());
	}

	/**
	 * Appends events of anything, as {@link #append} does.
	 * @param connection in the transaction of the change
	 * @param events what happened, in order; may be empty
	 * @return the highest id among them; 0 when there are none
	 * @throws SQLException if the store refuses or is away
	 */
	public long appendAll(Connection connection, List<SubjectEvent> events) throws SQLException {
		if (events.isEmpty()) {
			return 0;
		}
		long highest = insert(connection, events);
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCommit() {
					announce(highest);
				}
			});
		}
		return highest;
	}

	/**
	 * Tells readers that there are events, after their commit. Never waits.
	 * @param highest the highest id that was appended; 0 for none
	 */
	public void announce(long highest) {
		if (highest > 0) {
			this.hints.announce(highest);
		}
	}

	private long insert(Connection connection, List<SubjectEvent> events) throws SQLException {
		List<Function<SubjectEvent, String>> columns = List.of(event -> event.subjectKind().wireName(),
				SubjectEvent::subject, event -> event.kind().wireName(), event -> event.occurredAt().toString(),
				event -> this.json.writeValueAsString(event.details()));
		try (PreparedStatement append = connection.prepareStatement(APPEND)) {
			for (int i = 0; i < columns.size(); i++) {
				append.setArray(i + 1, connection.createArrayOf("text", events.stream().map(columns.get(i)).toArray()));
			}
			try (ResultSet ids = append.executeQuery()) {
				long highest = 0;
				while (ids.next()) {
					highest = Math.max(highest, ids.getLong(1));
				}
				return highest;
			}
		}
	}

}
