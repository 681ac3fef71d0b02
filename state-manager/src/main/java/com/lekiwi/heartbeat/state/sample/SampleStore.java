package com.lekiwi.heartbeat.state.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.state.bulk.Columns;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Adds minutes to the table of samples. */
@Component
class SampleStore {

	/** Minutes are sums, so that every replica adds its own. */
	private static final String ADD = """
			INSERT INTO robot_samples AS s (robot_id, minute, %1$s)
			SELECT u.robot_id, to_timestamp(u.minute * 60), %1$s
			FROM unnest(?::text[], ?::bigint[], %2$s) AS u (robot_id, minute, %1$s)
			ON CONFLICT (robot_id, minute) DO UPDATE SET
			  %3$s""".formatted(perMetric("%1$s_min, %1$s_mean, %1$s_max, %1$s_n"),
			perMetric("?::real[], ?::real[], ?::real[], ?::integer[]"), perMetric("""
					%1$s_min = LEAST(s.%1$s_min, EXCLUDED.%1$s_min),
					  %1$s_mean = COALESCE(
					    (s.%1$s_mean * s.%1$s_n + EXCLUDED.%1$s_mean * EXCLUDED.%1$s_n) / (s.%1$s_n + EXCLUDED.%1$s_n),
					    s.%1$s_mean,
					    EXCLUDED.%1$s_mean
					  ),
					  %1$s_max = GREATEST(s.%1$s_max, EXCLUDED.%1$s_max),
					  %1$s_n = s.%1$s_n + EXCLUDED.%1$s_n"""));

	private final JdbcTemplate database;

	SampleStore(JdbcTemplate database) {
		this.database = database;
	}

	/**
	 * Adds minutes.
	 * @param minutes minutes of different robots, in the order of their ids
	 */
	void add(List<RobotMinute> minutes) {
		this.database.execute((ConnectionCallback<Integer>) connection -> add(connection, minutes));
	}

	private static int add(Connection connection, List<RobotMinute> minutes) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(ADD)) {
			Columns<RobotMinute> columns = new Columns<>(connection, statement, minutes);
			columns.texts(minute -> minute.id().value());
			columns.knownLongs(RobotMinute::minute);
			for (Metric metric : Metric.values()) {
				columns.floats(minute -> minute.sum(metric).min());
				columns.floats(minute -> minute.sum(metric).mean());
				columns.floats(minute -> minute.sum(metric).max());
				columns.knownIntegers(minute -> minute.sum(metric).n());
			}
			return statement.executeUpdate();
		}
	}

	private static String perMetric(String pattern) {
		return Arrays.stream(Metric.values())
			.map(metric -> pattern.formatted(metric.column()))
			.collect(Collectors.joining(",\n  "));
	}

}
