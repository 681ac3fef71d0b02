package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Counters;
import org.jspecify.annotations.Nullable;

/** Writes a round of rows, one a robot, with one statement. */
final class BeatUpsert {

	private static final String PLAIN = LivenessSql.upsert(false);

	private static final String FOLDED = LivenessSql.upsert(true);

	private static final String OF_ANOTHER_BOOT = """
			SELECT l.robot_id
			FROM unnest(?::text[], ?::text[]) AS u (robot_id, boot_id)
			JOIN robot_liveness l ON l.robot_id = u.robot_id
			WHERE l.boot_id <> u.boot_id""";

	private BeatUpsert() {
	}

	/**
	 * What became of a round.
	 *
	 * @param reported rows of which there is more to say
	 * @param ofAnotherBoot robots whose row was locked and left as it was, because it is
	 * of another boot than their beats
	 */
	record Result(List<ReportedRow> reported, Set<RobotId> ofAnotherBoot) {

	}

	static Result write(Connection connection, List<FoldedBeat> rows) throws SQLException {
		boolean folded = rows.stream().anyMatch(row -> row.live() > 1);
		try (PreparedStatement upsert = connection.prepareStatement(folded ? FOLDED : PLAIN)) {
			LivenessRows.bind(rows, folded, upsert, connection);
			try (ResultSet results = upsert.executeQuery()) {
				List<ReportedRow> reported = new ArrayList<>();
				long written = 0;
				while (results.next()) {
					written = results.getLong("total");
					String id = results.getString("robot_id");
					if (id != null) {
						reported.add(row(new RobotId(id), results));
					}
				}
				return new Result(reported, (written == rows.size()) ? Set.of() : ofAnotherBoot(connection, rows));
			}
		}
	}

	private static ReportedRow row(RobotId id, ResultSet results) throws SQLException {
		Counters counters = new Counters(results.getLong("received"), results.getLong("lost"),
				results.getInt("reboots"));
		return new ReportedRow(id, results.getBoolean("registered"), results.getBoolean("fresh"),
				results.getBoolean("returned"), results.getBoolean("failed"), results.getBoolean("recovered"),
				results.getBoolean("profile_changed"), counters, sample(results));
	}

	private static ReportedRow.@Nullable Sample sample(ResultSet results) throws SQLException {
		Array values = results.getArray("sample");
		if (values == null) {
			return null;
		}
		return new ReportedRow.Sample(results.getLong("minute"), results.getInt("minute_beats"),
				Arrays.asList((@Nullable Float[]) values.getArray()));
	}

	private static Set<RobotId> ofAnotherBoot(Connection connection, List<FoldedBeat> rows) throws SQLException {
		Set<RobotId> robots = new HashSet<>();
		try (PreparedStatement query = connection.prepareStatement(OF_ANOTHER_BOOT)) {
			query.setArray(1, connection.createArrayOf("text", rows.stream().map(row -> row.id().value()).toArray()));
			query.setArray(2, connection.createArrayOf("text", rows.stream().map(FoldedBeat::bootId).toArray()));
			try (ResultSet results = query.executeQuery()) {
				while (results.next()) {
					robots.add(new RobotId(results.getString(1)));
				}
			}
		}
		return robots;
	}

}
