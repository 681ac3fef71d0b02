package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps the minutes that ended. */
final class SampleWriter {

	private static final String INSERT = """
			INSERT INTO robot_samples (robot_id, minute, beats, %s)
			VALUES (?, to_timestamp(?), ?, %s)
			ON CONFLICT (robot_id, minute) DO NOTHING""".formatted(
			Arrays.stream(Metric.values())
				.map(metric -> "%1$s_min, %1$s_mean, %1$s_max".formatted(metric.column()))
				.collect(Collectors.joining(", ")),
			Arrays.stream(Metric.values()).map(metric -> "?, ?, ?").collect(Collectors.joining(", ")));

	private SampleWriter() {
	}

	static void write(Connection connection, List<ReportedRow> reported) throws SQLException {
		if (reported.stream().allMatch(row -> row.sample() == null)) {
			return;
		}
		try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
			for (ReportedRow row : reported) {
				ReportedRow.Sample sample = row.sample();
				if (sample != null) {
					insert.setString(1, row.id().value());
					insert.setDouble(2, sample.minute() * 60.0);
					insert.setInt(3, sample.beats());
					for (int i = 0; i < sample.values().size(); i++) {
						insert.setObject(4 + i, sample.values().get(i), java.sql.Types.REAL);
					}
					insert.addBatch();
				}
			}
			insert.executeBatch();
		}
	}

}
