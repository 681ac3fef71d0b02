package com.lekiwi.heartbeat.state.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import com.lekiwi.heartbeat.contract.history.Uptime;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads how long robots were alive. In a transaction, because only there PostgreSQL hands
 * rows out piece by piece: a large site's past is added up as it passes.
 */
@Component
class UptimeReader {

	private final JdbcTemplate database;

	UptimeReader(JdbcTemplate database) {
		this.database = database;
	}

	/** Reads pasts and adds them up. */
	@FunctionalInterface
	private interface Reading {

		boolean into(UptimeSum sum, PastReader reader) throws SQLException;

	}

	/**
	 * Reads one robot.
	 * @param robot its id
	 * @param range the time to look at
	 * @return its uptime; nothing when nobody knows the robot
	 */
	@Transactional(readOnly = true)
	public Optional<Uptime> ofRobot(RobotId robot, Interval range) {
		return read(range, (sum, reader) -> {
			AtomicBoolean found = new AtomicBoolean();
			reader.ofRobots(List.of(robot), past -> {
				found.set(true);
				sum.add(past);
			});
			return found.get();
		});
	}

	/**
	 * Reads the robots of a site, each for the time in which it stood there.
	 * @param site the site
	 * @param range the time to look at
	 * @return their uptime; nothing when no robot stood there in the range or does now
	 */
	@Transactional(readOnly = true)
	public Optional<Uptime> ofSite(String site, Interval range) {
		return read(range, (sum, reader) -> {
			AtomicBoolean found = new AtomicBoolean();
			reader.ofSite(site, past -> {
				found.set(true);
				sum.add(past, site);
			});
			return found.get();
		});
	}

	private Optional<Uptime> read(Interval range, Reading reading) {
		Uptime uptime = this.database.execute((ConnectionCallback<@Nullable Uptime>) connection -> {
			UptimeSum sum = new UptimeSum(range, blind(connection, range));
			PastReader reader = new PastReader(connection, range.from());
			boolean found = reading.into(sum, reader);
			BeforeTheLogException.check(range.from(), "from", reader.keptSince());
			return found ? sum.sum() : null;
		});
		return Optional.ofNullable(uptime);
	}

	private static Stretches blind(Connection connection, Interval range) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement("""
				SELECT began_at, ended_at
				FROM observer_blind_intervals
				WHERE ended_at > ?::timestamptz
				  AND began_at < ?::timestamptz""")) {
			query.setString(1, range.from().toString());
			query.setString(2, range.to().toString());
			try (ResultSet rows = query.executeQuery()) {
				List<Interval> blind = new ArrayList<>();
				while (rows.next()) {
					blind.add(new Interval(time(rows, 1), time(rows, 2)));
				}
				return Stretches.of(blind);
			}
		}
	}

	private static Instant time(ResultSet row, int column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
