package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import org.jspecify.annotations.Nullable;

/** Rows of beats as the arrays that the statement of {@link LivenessSql} takes. */
final class LivenessRows {

	private final List<FoldedBeat> rows;

	private final PreparedStatement statement;

	private final Connection connection;

	private int parameter;

	private LivenessRows(List<FoldedBeat> rows, PreparedStatement statement, Connection connection) {
		this.rows = rows;
		this.statement = statement;
		this.connection = connection;
	}

	static void bind(List<FoldedBeat> rows, boolean folded, PreparedStatement statement, Connection connection)
			throws SQLException {
		new LivenessRows(rows, statement, connection).bind(folded);
	}

	private void bind(boolean folded) throws SQLException {
		each("text", row -> row.id().value());
		each("text", FoldedBeat::bootId);
		each("int8", row -> row.numbers().highest());
		each("int8", row -> row.numbers().bits());
		each("int8", row -> row.numbers().first());
		each("int8", row -> row.numbers().received());
		ofNewest("int8", newest -> micros(newest.receivedAt()));
		each("int2", row -> intervalOf(row.newest()));
		each("text", row -> nameOf(reportedBy(row.newest())));
		ofNewest("int8", LivenessRows::skewOf);
		ofEvidence("bool", TeleoperationEvidence::hostReady);
		ofEvidence("float4", TeleoperationEvidence::commandRateHz);
		ofEvidence("int8", TeleoperationEvidence::lastCommandAgeMs);
		ofEvidence("text", evidence -> nameOf(evidence.source()));
		ofEvidence("text", TeleoperationEvidence::operatorId);
		each("int8", row -> (row.newest() != null) ? Profile.of(row.newest().beat()).hash() : 0L);
		if (folded) {
			each("int4", FoldedBeat::live);
		}
		for (Metric metric : Metric.values()) {
			ofNewest("float4", newest -> metric.of(newest.beat()));
			if (folded) {
				each("float4", row -> row.sum(metric).min());
				each("float4", row -> row.sum(metric).sum());
				each("float4", row -> row.sum(metric).max());
				each("int4", row -> row.sum(metric).n());
			}
		}
	}

	static short intervalOf(@Nullable ReceivedBeat newest) {
		Integer given = (newest != null) ? newest.beat().intervalS() : null;
		return (short) Objects.requireNonNullElse(given, Heartbeat.DEFAULT_INTERVAL_S).intValue();
	}

	static ReportedStatus reportedBy(@Nullable ReceivedBeat newest) {
		ReportedStatus given = (newest != null) ? newest.beat().status() : null;
		return Objects.requireNonNullElse(given, ReportedStatus.OK);
	}

	static @Nullable Long skewOf(ReceivedBeat newest) {
		Instant sentAt = newest.beat().sentAt();
		return (sentAt != null) ? ChronoUnit.MILLIS.between(sentAt, newest.receivedAt()) : null;
	}

	private static long micros(Instant time) {
		return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
	}

	private static @Nullable String nameOf(@Nullable ReportedStatus status) {
		return (status != null) ? status.name().toLowerCase(Locale.ROOT) : null;
	}

	private static @Nullable String nameOf(@Nullable CommandSource source) {
		return (source != null) ? source.name().toLowerCase(Locale.ROOT) : null;
	}

	private void ofEvidence(String type, Function<TeleoperationEvidence, @Nullable Object> value) throws SQLException {
		ofNewest(type, newest -> {
			TeleoperationEvidence evidence = newest.beat().teleoperation();
			return (evidence != null) ? value.apply(evidence) : null;
		});
	}

	private void ofNewest(String type, Function<ReceivedBeat, @Nullable Object> value) throws SQLException {
		each(type, row -> (row.newest() != null) ? value.apply(row.newest()) : null);
	}

	private void each(String type, Function<FoldedBeat, @Nullable Object> value) throws SQLException {
		@Nullable Object[] values = new @Nullable Object[this.rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value.apply(this.rows.get(i));
		}
		this.parameter++;
		this.statement.setArray(this.parameter, this.connection.createArrayOf(type, values));
	}

}
