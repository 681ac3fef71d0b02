package com.lekiwi.heartbeat.state.registry;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code robots}. */
public final class RobotRows {

	private RobotRows() {
	}

	/**
	 * The columns that {@link #change} reads.
	 * @param table the table's alias
	 * @return a list for SELECT or RETURNING
	 */
	public static String columns(String table) {
		return """
				%1$s.id, %1$s.version, %1$s.name, %1$s.type, %1$s.site, %1$s.address, %1$s.tags, %1$s.status, \
				%1$s.status_since, %1$s.offline_cause, %1$s.flapping, %1$s.maintenance_since, %1$s.maintenance_until, \
				%1$s.maintenance_by, %1$s.maintenance_reason, %1$s.registered_at, %1$s.retired_at, \
				%1$s.agent_version, %1$s.software_version, %1$s.teleoperation_status""".formatted(table);
	}

	/**
	 * Reads a row.
	 * @param row at the row to read
	 * @param alive whether the robot's lease has not run out
	 * @return the robot without its beat
	 * @throws SQLException if a column is missing
	 */
	public static RobotChange change(ResultSet row, boolean alive) throws SQLException {
		RobotStatus status = RobotStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
		return new RobotChange(new RobotId(row.getString("id")), row.getLong("version"), row.getString("name"),
				RobotType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)), row.getString("site"),
				row.getString("address"), tags(row.getArray("tags")), status, required(time(row, "status_since")),
				alive, (status == RobotStatus.OFFLINE) ? cause(row) : null, row.getBoolean("flapping"),
				maintenance(row), required(time(row, "registered_at")), time(row, "retired_at"), versions(row),
				TeleoperationStatus.valueOf(row.getString("teleoperation_status").toUpperCase(Locale.ROOT)));
	}

	/** Absent for robots that went before causes were kept. */
	private static @Nullable OfflineCause cause(ResultSet row) throws SQLException {
		String cause = row.getString("offline_cause");
		return (cause != null) ? OfflineCause.valueOf(cause.toUpperCase(Locale.ROOT)) : null;
	}

	private static @Nullable MaintenanceTime maintenance(ResultSet row) throws SQLException {
		Instant until = time(row, "maintenance_until");
		return (until != null) ? new MaintenanceTime(required(time(row, "maintenance_since")), until,
				row.getString("maintenance_by"), row.getString("maintenance_reason")) : null;
	}

	/**
	 * Reads a time.
	 * @param row the row
	 * @param column the column
	 * @return the time; {@code null} where there is none
	 * @throws SQLException if the column is missing
	 */
	public static @Nullable Instant time(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

	private static Instant required(@Nullable Instant time) {
		if (time == null) {
			throw new IllegalStateException("a column that is never null is null");
		}
		return time;
	}

	private static List<String> tags(Array tags) throws SQLException {
		return List.of((String[]) tags.getArray());
	}

	private static @Nullable Versions versions(ResultSet row) throws SQLException {
		String agent = row.getString("agent_version");
		String software = row.getString("software_version");
		return (agent != null || software != null) ? new Versions(agent, software) : null;
	}

}
