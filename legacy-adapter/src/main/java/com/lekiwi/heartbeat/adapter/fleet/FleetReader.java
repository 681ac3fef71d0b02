package com.lekiwi.heartbeat.adapter.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Reads robots from PostgreSQL as the legacy would know them: those that were ever heard
 * and are not retired. What is committed when a read begins is in it, whoever committed
 * it.
 * <p>
 * The legacy knows no goodbye: a robot that said one is online until its lease would have
 * ended. Maintenance masks nothing either.
 */
@Component
public class FleetReader {

	private static final String HEARD = """
			FROM robots r
			JOIN robot_liveness l ON l.robot_id = r.id
			WHERE r.retired_at IS NULL
			  AND l.last_beat_at IS NOT NULL""";

	private static final String ROBOTS = """
			SELECT
			  r.id,
			  r.name,
			  r.type,
			  r.address,
			  l.alive OR (
			    r.offline_cause IS NOT DISTINCT FROM 'said_goodbye'
			    AND l.last_beat_at + make_interval(secs => 3 * l.interval_s) > (SELECT fleet_time())
			  ) AS online,
			  l.last_beat_at,
			  l.host_ready IS TRUE AS host_up
			""" + HEARD;

	private static final String ALL = ROBOTS + "\nORDER BY r.id";

	private static final String ONE = ROBOTS + "\n  AND r.id = ?";

	private static final String COUNT = "SELECT count(*)\n" + HEARD;

	/** Runs what a driver does when a time-out is set, which is nothing. */
	private static final Executor HERE = Runnable::run;

	private final DataSource database;

	private final int timeoutMs;

	FleetReader(@Qualifier("fleetDatabase") DataSource database, AdapterSettings settings) {
		this.database = database;
		this.timeoutMs = Math.toIntExact(settings.dialect().readTimeout().toMillis());
	}

	/**
	 * Reads all robots.
	 * @return the robots, sorted by id
	 * @throws FleetAwayException if PostgreSQL does not answer in time
	 */
	public List<HeardRobot> all() {
		return read(ALL, _ -> {
		}, rows -> {
			List<HeardRobot> robots = new ArrayList<>();
			while (rows.next()) {
				robots.add(robot(rows));
			}
			return robots;
		});
	}

	/**
	 * Reads one robot.
	 * @param id its id
	 * @return the robot; empty when it was never heard of
	 * @throws FleetAwayException if PostgreSQL does not answer in time
	 */
	public Optional<HeardRobot> find(String id) {
		return read(ONE, statement -> statement.setString(1, id),
				rows -> rows.next() ? Optional.of(robot(rows)) : Optional.<HeardRobot>empty());
	}

	/**
	 * Counts the robots.
	 * @return how many were heard of
	 * @throws FleetAwayException if PostgreSQL does not answer in time
	 */
	public int count() {
		return read(COUNT, _ -> {
		}, rows -> {
			rows.next();
			return rows.getInt(1);
		});
	}

	/**
	 * Sees whether robots can be read.
	 * @throws FleetAwayException if PostgreSQL does not answer in time
	 */
	public void look() {
		read("SELECT 1", _ -> {
		}, ResultSet::next);
	}

	private <T> T read(String sql, Binding binding, Reading<T> reading) {
		try (Connection connection = this.database.getConnection()) {
			connection.setNetworkTimeout(HERE, this.timeoutMs);
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				binding.bind(statement);
				try (ResultSet rows = statement.executeQuery()) {
					return reading.read(rows);
				}
			}
		}
		catch (SQLException ex) {
			throw new FleetAwayException(ex);
		}
	}

	private static HeardRobot robot(ResultSet row) throws SQLException {
		return new HeardRobot(row.getString("id"), row.getString("name"), row.getString("type"),
				row.getString("address"), row.getBoolean("online"),
				row.getObject("last_beat_at", OffsetDateTime.class).toInstant(), row.getBoolean("host_up"));
	}

	/** Sets a statement's parameters. */
	private interface Binding {

		void bind(PreparedStatement statement) throws SQLException;

	}

	/** Reads a result. */
	private interface Reading<T> {

		T read(ResultSet rows) throws SQLException;

	}

}
