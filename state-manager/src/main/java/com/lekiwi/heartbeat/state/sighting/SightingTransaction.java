package com.lekiwi.heartbeat.state.sighting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.bulk.Columns;

/**
 * Word of some robots in one transaction: liveness, robots, and last the events.
 * <p>
 * With several robots it waits for no row of liveness. Robots whose row is being written
 * are left, {@link #busy}, to be taken one by one, each in a transaction that holds
 * nothing else.
 */
final class SightingTransaction {

	private final Connection connection;

	private final Instant now;

	private final Map<RobotId, Heard> heard = new LinkedHashMap<>();

	private final Set<RobotId> busy = new HashSet<>();

	SightingTransaction(Connection connection, Instant now) {
		this.connection = connection;
		this.now = now;
	}

	/** Robots of whose liveness there was news. */
	Map<RobotId, Heard> heard() {
		return Map.copyOf(this.heard);
	}

	/** Robots that were left as they were, because somebody else was writing them. */
	Set<RobotId> busy() {
		return Set.copyOf(this.busy);
	}

	/**
	 * Writes news of liveness.
	 * @param robots word of robots, each once, in the order of their ids
	 * @throws SQLException if the store refuses or is away
	 */
	void writeLiveness(List<SightedRobot> robots) throws SQLException {
		List<SightedRobot> seen = robots.stream().filter(robot -> robot.lastSeen() != null).toList();
		if (seen.isEmpty()) {
			return;
		}
		boolean waits = robots.size() == 1;
		Set<RobotId> locked = ids(SightingSql.LOCK + (waits ? "" : " SKIP LOCKED"), seen);
		Map<RobotId, Boolean> news = compare(seen);
		news.forEach((id, isNews) -> {
			if (isNews && !locked.contains(id)) {
				this.busy.add(id);
			}
		});
		write(SightingSql.ADVANCE, seen.stream().filter(robot -> locked.contains(robot.id())).toList());
		List<SightedRobot> first = seen.stream().filter(robot -> !news.containsKey(robot.id())).toList();
		write(SightingSql.INSERT, first);
		if (!first.isEmpty()) {
			// Whoever was heard meanwhile is compared anew; a retired one is not.
			Set<RobotId> there = compare(first).keySet();
			first.stream()
				.map(SightedRobot::id)
				.filter(id -> there.contains(id) && !this.heard.containsKey(id))
				.forEach(this.busy::add);
		}
		mark();
	}

	private void mark() throws SQLException {
		if (this.heard.isEmpty()) {
			return;
		}
		try (PreparedStatement mark = this.connection.prepareStatement(SightingSql.MARK)) {
			mark.setArray(1,
					this.connection.createArrayOf("text", this.heard.keySet().stream().map(RobotId::value).toArray()));
			mark.executeUpdate();
		}
	}

	private Set<RobotId> ids(String sql, List<SightedRobot> robots) throws SQLException {
		Set<RobotId> ids = new HashSet<>();
		try (PreparedStatement query = this.connection.prepareStatement(sql)) {
			bind(query, robots);
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					ids.add(new RobotId(row.getString(1)));
				}
			}
		}
		return ids;
	}

	private Map<RobotId, Boolean> compare(List<SightedRobot> robots) throws SQLException {
		Map<RobotId, Boolean> news = new HashMap<>();
		try (PreparedStatement query = this.connection.prepareStatement(SightingSql.COMPARE)) {
			bind(query, robots);
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					news.put(new RobotId(row.getString(1)), row.getBoolean(2));
				}
			}
		}
		return news;
	}

	private void write(String sql, List<SightedRobot> robots) throws SQLException {
		if (robots.isEmpty()) {
			return;
		}
		List<Heard> written = new ArrayList<>();
		try (PreparedStatement write = this.connection.prepareStatement(sql)) {
			bind(write, robots);
			try (ResultSet row = write.executeQuery()) {
				while (row.next()) {
					written.add(Heard.read(row));
				}
			}
		}
		written.forEach(robot -> this.heard.put(robot.id(), robot));
	}

	private void bind(PreparedStatement statement, List<SightedRobot> robots) throws SQLException {
		Columns<SightedRobot> columns = new Columns<>(this.connection, statement, robots);
		columns.texts(robot -> robot.id().value());
		columns.longs(robot -> (robot.lastSeen() != null) ? micros(robot.lastSeen()) : null);
		columns.longs(robot -> (robot.intervalS() != null) ? Long.valueOf(robot.intervalS()) : null);
		columns.booleans(SightedRobot::hostReady);
		columns.knownLongs(robot -> micros(this.now));
	}

	private static long micros(Instant time) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, time);
	}

}
