package com.lekiwi.heartbeat.state.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.sample.BatterySamples;
import com.lekiwi.heartbeat.contract.sample.ResourceSamples;
import com.lekiwi.heartbeat.contract.sample.SamplePoint;
import com.lekiwi.heartbeat.contract.sample.Spread;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads minutes, joined into steps. */
@Component
class SampleReader {

	/** Minutes weigh as much as they have beats. */
	private static final String STEPS = """
			SELECT
			  date_bin(make_interval(secs => ?), s.minute, TIMESTAMPTZ '1970-01-01 00:00:00+00') AS step_at,
			  %s
			FROM robot_samples s
			WHERE s.robot_id = ? AND s.minute >= ? AND s.minute < ?
			GROUP BY step_at
			ORDER BY step_at""".formatted(Arrays.stream(Metric.values()).map(metric -> """
			min(s.%1$s_min) AS %1$s_min,
			  sum(s.%1$s_mean::double precision * s.%1$s_n) / NULLIF(sum(s.%1$s_n), 0) AS %1$s_mean,
			  max(s.%1$s_max) AS %1$s_max,
			  sum(s.%1$s_n) AS %1$s_n""".formatted(metric.column())).collect(Collectors.joining(",\n  ")));

	private final JdbcClient database;

	SampleReader(JdbcClient database) {
		this.database = database;
	}

	List<SamplePoint> read(RobotId id, SampleQuery query) {
		return this.database.sql(STEPS)
			.param((double) query.step().toSeconds())
			.param(id.value())
			.param(query.from().atOffset(ZoneOffset.UTC))
			.param(query.to().atOffset(ZoneOffset.UTC))
			.query((row, number) -> point(row))
			.list()
			.stream()
			.filter(point -> point.battery() != null || point.resources() != null)
			.toList();
	}

	private static SamplePoint point(ResultSet row) throws SQLException {
		Spread percent = spread(row, Metric.BATTERY_PERCENT);
		Spread voltage = spread(row, Metric.BATTERY_VOLTAGE);
		Spread cpu = spread(row, Metric.CPU);
		Spread memory = spread(row, Metric.MEMORY);
		Spread disk = spread(row, Metric.DISK);
		Spread temperature = spread(row, Metric.TEMPERATURE_C);
		return new SamplePoint(row.getObject("step_at", OffsetDateTime.class).toInstant(),
				any(percent, voltage) ? new BatterySamples(percent, voltage) : null,
				any(cpu, memory, disk, temperature) ? new ResourceSamples(cpu, memory, disk, temperature) : null);
	}

	private static boolean any(@Nullable Spread... spreads) {
		return Stream.of(spreads).anyMatch(Objects::nonNull);
	}

	private static @Nullable Spread spread(ResultSet row, Metric metric) throws SQLException {
		String column = metric.column();
		long n = row.getLong(column + "_n");
		return (n > 0) ? new Spread(row.getFloat(column + "_min"), (float) row.getDouble(column + "_mean"),
				row.getFloat(column + "_max"), n) : null;
	}

}
