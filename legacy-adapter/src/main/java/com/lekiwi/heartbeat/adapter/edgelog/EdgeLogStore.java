package com.lekiwi.heartbeat.adapter.edgelog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes what is kept of the edge's log, a batch in one statement. */
@Component
class EdgeLogStore {

	private static final String ADD_REQUESTS = """
			INSERT INTO request_logs
			  (timestamp, system, endpoint, status, response_time, client_status, served_by, request_id, robot_id, weight)
			SELECT
			  to_timestamp(u.at / 1000.0), u.system, u.endpoint, u.status, u.response_time, u.client_status, u.served_by,
			  u.request_id, u.robot_id, u.weight
			FROM unnest(
			  ?::bigint[], ?::text[], ?::text[], ?::integer[], ?::float8[], ?::integer[], ?::text[], ?::text[], ?::text[],
			  ?::integer[]
			) AS u (at, system, endpoint, status, response_time, client_status, served_by, request_id, robot_id, weight)""";

	/** Rows are locked in their order, so that two replicas wait for each other once. */
	private static final String ADD_ROBOTS = """
			INSERT INTO migration_tracking AS t (timestamp, robot_id, key_kind, system, latest_system, latest_at)
			SELECT to_timestamp(u.hour), u.robot_id, u.key_kind, u.system, u.latest_system, to_timestamp(u.latest / 1000.0)
			FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
			  AS u (hour, robot_id, key_kind, system, latest_system, latest)
			ORDER BY u.hour, u.robot_id COLLATE "C"
			ON CONFLICT (timestamp, robot_id) DO UPDATE SET
			  system = CASE WHEN t.system = EXCLUDED.system THEN t.system ELSE 'both' END,
			  latest_system = CASE
			    WHEN EXCLUDED.latest_at >= t.latest_at THEN EXCLUDED.latest_system
			    ELSE t.latest_system
			  END,
			  latest_at = GREATEST(t.latest_at, EXCLUDED.latest_at)""";

	private static final String NOTE_HEARD = """
			INSERT INTO edge_log_workers AS w (worker, heard, heard_at)
			SELECT u.worker, u.heard, clock_timestamp()
			FROM unnest(?::text[], ?::bigint[]) AS u (worker, heard)
			ORDER BY u.worker COLLATE "C"
			ON CONFLICT (worker) DO UPDATE SET
			  heard = GREATEST(w.heard, EXCLUDED.heard),
			  heard_at = EXCLUDED.heard_at""";

	private final JdbcTemplate database;

	EdgeLogStore(JdbcTemplate database) {
		this.database = database;
	}

	void addRequests(List<LoggedRequest> rows) {
		write(ADD_REQUESTS, rows, columns -> {
			columns.add("int8", Long[]::new, row -> row.request().at().toEpochMilli());
			columns.add("text", String[]::new, row -> row.request().primary().word());
			columns.add("text", String[]::new, row -> row.request().endpoint().template());
			columns.add("int4", Integer[]::new,
					row -> row.request().first().keptByBreaker() ? null : row.request().status());
			columns.add("float8", Double[]::new, row -> seconds(row.request().first()));
			columns.add("int4", Integer[]::new, row -> row.request().clientStatus());
			columns.add("text", String[]::new, row -> word(row.request().servedBy()));
			columns.add("text", String[]::new, row -> row.request().requestId());
			columns.add("text", String[]::new, row -> row.request().robot());
			columns.add("int4", Integer[]::new, LoggedRequest::weight);
		});
	}

	private static @Nullable Double seconds(EdgeLine.FirstTry first) {
		return (first.asked() && !Double.isNaN(first.seconds())) ? first.seconds() : null;
	}

	private static @Nullable String word(@Nullable Side side) {
		return (side != null) ? side.word() : null;
	}

	void addRobots(List<ServedRobot> rows) {
		write(ADD_ROBOTS, rows, columns -> {
			columns.add("int8", Long[]::new, row -> row.key().hour());
			columns.add("text", String[]::new, row -> row.key().robot());
			columns.add("text", String[]::new, row -> row.key().isAddress() ? "address" : "robot");
			columns.add("text", String[]::new, ServedRobot::system);
			columns.add("text", String[]::new, row -> row.latest().word());
			columns.add("int8", Long[]::new, row -> row.latestAt().toEpochMilli());
		});
	}

	void noteHeard(Map<String, Long> heard) {
		write(NOTE_HEARD, List.copyOf(heard.entrySet()), columns -> {
			columns.add("text", String[]::new, Map.Entry::getKey);
			columns.add("int8", Long[]::new, Map.Entry::getValue);
		});
	}

	Map<String, Long> heard() {
		Map<String, Long> heard = new HashMap<>();
		this.database.query("SELECT worker, heard FROM edge_log_workers", row -> {
			heard.put(row.getString("worker"), row.getLong("heard"));
		});
		return heard;
	}

	/** Forgets processes of nginx that were not heard since. */
	void forgetWorkers(Instant before) {
		this.database.update("DELETE FROM edge_log_workers WHERE heard_at < to_timestamp(?)", before.getEpochSecond());
	}

	private <R> void write(String sql, List<R> rows, Binding<R> binding) {
		this.database.execute((ConnectionCallback<Integer>) connection -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				binding.bind(new Columns<>(connection, statement, rows));
				return statement.executeUpdate();
			}
		});
	}

	/** Binds all columns of a statement. */
	private interface Binding<R> {

		void bind(Columns<R> columns) throws SQLException;

	}

	/** Binds the statement's parameters, an array a column, one after the other. */
	private static final class Columns<R> {

		private final Connection connection;

		private final PreparedStatement statement;

		private final List<R> rows;

		private int parameter;

		Columns(Connection connection, PreparedStatement statement, List<R> rows) {
			this.connection = connection;
			this.statement = statement;
			this.rows = rows;
		}

		/** An array of the value's own class: only such arrays travel in binary form. */
		<T> void add(String type, IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value)
				throws SQLException {
			@Nullable T[] values = array.apply(this.rows.size());
			for (int i = 0; i < values.length; i++) {
				values[i] = value.apply(this.rows.get(i));
			}
			this.parameter++;
			this.statement.setArray(this.parameter, this.connection.createArrayOf(type, values));
		}

	}

}
