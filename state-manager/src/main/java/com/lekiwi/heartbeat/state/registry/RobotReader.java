package com.lekiwi.heartbeat.state.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.heartbeat.Battery;
import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Resources;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads robots with their newest beats. */
@Component
public class RobotReader {

	/** What {@link #robot} reads, of a robot {@code r} and its liveness {@code l}. */
	static final String COLUMNS = """
			%s,
			l.*,
			%s""".formatted(RobotRows.columns("r"), sums("l"));

	private static final String ROBOT = """
			SELECT %s
			FROM robots r
			LEFT JOIN robot_liveness l ON l.robot_id = r.id
			WHERE r.id = ?""".formatted(COLUMNS);

	private final JdbcClient database;

	RobotReader(JdbcClient database) {
		this.database = database;
	}

	/**
	 * Reads one robot; also one that is retired.
	 * @param id the robot
	 * @return the robot, if it is known
	 */
	public Optional<Robot> find(RobotId id) {
		return this.database.sql(ROBOT).param(id.value()).query((row, number) -> robot(row)).optional();
	}

	static Robot robot(ResultSet row) throws SQLException {
		RobotChange robot = RobotRows.change(row, row.getBoolean("alive"));
		boolean heard = row.getString("robot_id") != null;
		return robot.with(heard ? beat(row) : null, heard ? counters(row) : null);
	}

	/**
	 * What a row of liveness adds up to, for {@link #counters}.
	 * @param table the table's alias
	 * @return a list for SELECT or RETURNING
	 */
	public static String sums(String table) {
		return """
				%1$s.received_before + %1$s.received AS received_in_all,
				%1$s.lost_before + %1$s.seq - %1$s.first_seq + 1 - %1$s.received AS lost""".formatted(table);
	}

	/**
	 * Reads what was counted of a robot.
	 * @param row at a row of liveness, with {@link #sums}
	 * @return the counters
	 * @throws SQLException if a column is missing
	 */
	public static Counters counters(ResultSet row) throws SQLException {
		return new Counters(row.getLong("received_in_all"), row.getLong("lost"), row.getInt("reboots"));
	}

	/**
	 * Reads a robot's newest beat.
	 * @param row at a row of liveness
	 * @return the beat; absent when all beats came from a buffer: nothing is known of now
	 * @throws SQLException if a column is missing
	 */
	public static @Nullable Beat beat(ResultSet row) throws SQLException {
		var receivedAt = RobotRows.time(row, "last_beat_at");
		if (receivedAt == null) {
			return null;
		}
		String bootId = row.getString("boot_id");
		boolean numbered = !bootId.isEmpty();
		return new Beat(numbered ? bootId : null, numbered ? row.getLong("seq") : null, receivedAt,
				row.getInt("interval_s"), ReportedStatus.valueOf(row.getString("reported").toUpperCase(Locale.ROOT)),
				row.getObject("skew_ms", Long.class), battery(row), resources(row), teleoperation(row));
	}

	private static @Nullable Battery battery(ResultSet row) throws SQLException {
		Float percent = row.getObject("battery_percent", Float.class);
		Float voltage = row.getObject("battery_voltage", Float.class);
		return (percent != null || voltage != null) ? new Battery(percent, voltage) : null;
	}

	private static @Nullable Resources resources(ResultSet row) throws SQLException {
		Resources resources = new Resources(row.getObject("cpu", Float.class), row.getObject("memory", Float.class),
				row.getObject("disk", Float.class), row.getObject("temperature_c", Float.class));
		return resources.equals(new Resources(null, null, null, null)) ? null : resources;
	}

	private static @Nullable TeleoperationEvidence teleoperation(ResultSet row) throws SQLException {
		String source = row.getString("command_source");
		TeleoperationEvidence evidence = new TeleoperationEvidence(row.getObject("host_ready", Boolean.class),
				row.getObject("command_rate_hz", Float.class), row.getObject("last_command_age_ms", Long.class),
				(source != null) ? CommandSource.valueOf(source.toUpperCase(Locale.ROOT)) : null,
				row.getString("operator_id"));
		return evidence.equals(new TeleoperationEvidence(null, null, null, null, null)) ? null : evidence;
	}

}
