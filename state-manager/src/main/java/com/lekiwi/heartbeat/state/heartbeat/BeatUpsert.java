package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * Writes a round of rows, one a robot: as a rule with one statement. Rows of beats with
 * keys are a statement of their own, and locked last.
 */
final class BeatUpsert {

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
		List<FoldedBeat> keyed = rows.stream().filter(FoldedBeat::isKeyed).toList();
		List<FoldedBeat> numbered = keyed.isEmpty() ? rows
				: rows.stream().filter(Predicate.not(FoldedBeat::isKeyed)).toList();
		List<ReportedRow> reported = new ArrayList<>();
		List<FoldedBeat> rest = numbered.isEmpty() ? List.of() : advance(connection, numbered, reported);
		Set<RobotId> ofAnotherBoot = rest.isEmpty() ? Set.of() : merge(connection, rest, reported);
		if (!keyed.isEmpty()) {
			writeKeyed(connection, keyed, reported);
		}
		return new Result(reported, ofAnotherBoot);
	}

	private static void writeKeyed(Connection connection, List<FoldedBeat> rows, List<ReportedRow> reported)
			throws SQLException {
		try (PreparedStatement upsert = connection.prepareStatement(LivenessSql.KEYED)) {
			LivenessRows.bind(rows, upsert, connection);
			try (ResultSet row = upsert.executeQuery()) {
				while (row.next()) {
					String boot = row.getString(3);
					BeatNumber last = boot.equals(FoldedBeat.NO_BOOT) ? null : new BeatNumber(boot, row.getLong(4));
					reported.add(ReportedRow.read(new RobotId(row.getString(1)), row.getArray(2), last,
							row.getObject(5, Boolean.class)));
				}
			}
		}
	}

	/** Returns the rows that are not the next beat of a known boot. */
	private static List<FoldedBeat> advance(Connection connection, List<FoldedBeat> rows, List<ReportedRow> reported)
			throws SQLException {
		boolean[] written = new boolean[rows.size()];
		int left = rows.size();
		try (PreparedStatement update = connection.prepareStatement(LivenessSql.ADVANCE)) {
			LivenessRows.bind(rows, update, connection);
			try (ResultSet results = update.executeQuery()) {
				while (results.next()) {
					int position = results.getInt(1);
					written[position] = true;
					left--;
					Array report = results.getArray(2);
					if (report != null) {
						reported.add(ReportedRow.read(rows.get(position).id(), report));
					}
				}
			}
		}
		List<FoldedBeat> rest = new ArrayList<>(left);
		for (int i = 0; i < written.length && rest.size() < left; i++) {
			if (!written[i]) {
				rest.add(rows.get(i));
			}
		}
		return rest;
	}

	/** Returns the robots whose row is of another boot. */
	private static Set<RobotId> merge(Connection connection, List<FoldedBeat> rows, List<ReportedRow> reported)
			throws SQLException {
		Set<RobotId> left = new HashSet<>();
		rows.forEach(row -> left.add(row.id()));
		try (PreparedStatement upsert = connection.prepareStatement(LivenessSql.MERGE)) {
			LivenessRows.bind(rows, upsert, connection);
			try (ResultSet results = upsert.executeQuery()) {
				while (results.next()) {
					RobotId id = new RobotId(results.getString(1));
					left.remove(id);
					reported.add(ReportedRow.read(id, results.getArray(2)));
				}
			}
		}
		return left;
	}

}
