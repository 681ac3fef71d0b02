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
import com.lekiwi.heartbeat.state.bulk.Columns;
import com.lekiwi.heartbeat.state.sample.Metric;
import org.jspecify.annotations.Nullable;

/** Rows of beats as the arrays that the statements of {@link LivenessSql} take. */
final class LivenessRows {

	private LivenessRows() {
	}

	static void bind(List<FoldedBeat> rows, PreparedStatement statement, Connection connection) throws SQLException {
		Columns<FoldedBeat> columns = new Columns<>(connection, statement, rows);
		columns.texts(row -> row.id().value());
		columns.texts(FoldedBeat::bootId);
		columns.knownLongs(row -> row.numbers().highest());
		columns.knownLongs(row -> row.numbers().bits());
		columns.knownLongs(row -> row.numbers().first());
		columns.knownLongs(row -> row.numbers().received());
		columns.longs(ofNewest(newest -> micros(newest.receivedAt())));
		columns.knownLongs(row -> (row.newest() != null) ? Profile.of(row.newest().beat()).hash() : 0L);
		columns.knownIntegers(row -> intervalOf(row.newest()));
		columns.texts(row -> nameOf(reportedBy(row.newest())));
		columns.longs(ofNewest(LivenessRows::skewOf));
		columns.booleans(ofEvidence(TeleoperationEvidence::hostReady));
		columns.floats(ofEvidence(TeleoperationEvidence::commandRateHz));
		columns.longs(ofEvidence(TeleoperationEvidence::lastCommandAgeMs));
		columns.texts(ofEvidence(evidence -> nameOf(evidence.source())));
		columns.texts(ofEvidence(TeleoperationEvidence::operatorId));
		for (Metric metric : Metric.values()) {
			columns.floats(ofNewest(newest -> metric.of(newest.beat())));
		}
		columns.size();
	}

	static int intervalOf(@Nullable ReceivedBeat newest) {
		Integer given = (newest != null) ? newest.beat().intervalS() : null;
		return Objects.requireNonNullElse(given, Heartbeat.DEFAULT_INTERVAL_S);
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

	private static String nameOf(ReportedStatus status) {
		return status.name().toLowerCase(Locale.ROOT);
	}

	private static @Nullable String nameOf(@Nullable CommandSource source) {
		return (source != null) ? source.name().toLowerCase(Locale.ROOT) : null;
	}

	private static <T> Function<FoldedBeat, @Nullable T> ofEvidence(
			Function<TeleoperationEvidence, @Nullable T> value) {
		return ofNewest(newest -> {
			TeleoperationEvidence evidence = newest.beat().teleoperation();
			return (evidence != null) ? value.apply(evidence) : null;
		});
	}

	private static <T> Function<FoldedBeat, @Nullable T> ofNewest(Function<ReceivedBeat, @Nullable T> value) {
		return row -> (row.newest() != null) ? value.apply(row.newest()) : null;
	}

}
