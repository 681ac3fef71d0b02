package com.lekiwi.heartbeat.state.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import org.jspecify.annotations.Nullable;

/** Turns a row of {@link FleetReader}, a robot as it is and what came after, back. */
final class ThenRow {

	private ThenRow() {
	}

	/**
	 * Reads a row.
	 * @param row at the row
	 * @return the robot as it was; {@code null} when it was retired
	 * @throws SQLException if a column is missing
	 */
	static @Nullable RobotThen read(ResultSet row) throws SQLException {
		if (wasRetired(row)) {
			return null;
		}
		boolean alive = row.getBoolean("corrected") || wasAlive(row);
		RobotId id = new RobotId(row.getString("id"));
		RobotStatus status = status(row, alive);
		if (!row.getBoolean("changed_since")) {
			return new RobotThen(id, row.getString("name"), type(row.getString("type")), row.getString("site"), status,
					alive);
		}
		return new RobotThen(id, row.getString("previous_name"), type(row.getString("previous_type")),
				row.getString("previous_site"), status, alive);
	}

	private static boolean wasRetired(ResultSet row) throws SQLException {
		String next = row.getString("next_retirement");
		return (next != null) ? next.equals("returned") : "retired".equals(row.getString("last_retirement"));
	}

	private static boolean wasAlive(ResultSet row) throws SQLException {
		String next = row.getString("next_life");
		return (next != null) ? next.equals("offline") : row.getBoolean("alive");
	}

	private static RobotStatus status(ResultSet row, boolean alive) throws SQLException {
		if (wasInMaintenance(row)) {
			return RobotStatus.MAINTENANCE;
		}
		if (alive) {
			return hadFailed(row) ? RobotStatus.FAILED : RobotStatus.ONLINE;
		}
		return wasHeard(row) ? RobotStatus.OFFLINE : RobotStatus.DISCOVERED;
	}

	private static boolean wasInMaintenance(ResultSet row) throws SQLException {
		String next = row.getString("next_maintenance");
		return (next != null) ? next.equals("maintenance_ended") : row.getString("status").equals("maintenance");
	}

	/** Who is shown as failed is; of who is shown as something else the log tells. */
	private static boolean hadFailed(ResultSet row) throws SQLException {
		String next = row.getString("next_failure");
		return (next != null) ? next.equals("recovered")
				: row.getString("status").equals("failed") || "failed".equals(row.getString("last_failure"));
	}

	/** A robot that was known before it was heard registers with its first beat. */
	private static boolean wasHeard(ResultSet row) throws SQLException {
		return !"registered".equals(row.getString("next_life")) && !row.getString("status").equals("discovered");
	}

	private static @Nullable RobotType type(@Nullable String name) {
		return (name != null) ? RobotType.valueOf(name.toUpperCase(Locale.ROOT)) : null;
	}

}
