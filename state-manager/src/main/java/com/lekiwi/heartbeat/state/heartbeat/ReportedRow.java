package com.lekiwi.heartbeat.state.heartbeat;

import java.sql.Array;
import java.sql.SQLException;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Counters;
import org.jspecify.annotations.Nullable;

/**
 * A written row of which there is more to say than that its values are newer now.
 *
 * @param id whose row
 * @param registered whether the robot was unknown
 * @param fresh whether the row shows these values now; otherwise the beats were repeats,
 * late, or from a buffer
 * @param returned whether the robot was not alive before, and is now
 * @param failed whether it said just now that something is broken
 * @param recovered whether it said just now that nothing is broken any more
 * @param profileChanged whether it gave another name, type, site, address or version
 * @param counters what was counted up to now
 * @param lastNumber the last beat that had a number, of rows of beats that have none;
 * absent when none ever had
 * @param hostReady of the same rows, whether the host is up as far as was said; absent
 * when it never was
 */
record ReportedRow(RobotId id, boolean registered, boolean fresh, boolean returned, boolean failed, boolean recovered,
		boolean profileChanged, Counters counters, @Nullable BeatNumber lastNumber, @Nullable Boolean hostReady) {

	/**
	 * Reads what the statements of {@link LivenessSql} report.
	 * @param id whose row
	 * @param row the report, in the order of this record's components
	 * @return the report
	 * @throws SQLException if the connection is closed
	 */
	static ReportedRow read(RobotId id, Array row) throws SQLException {
		return read(id, row, null, null);
	}

	/**
	 * Reads what the statements of {@link LivenessSql} report.
	 * @param id whose row
	 * @param row the report, in the order of this record's components
	 * @param lastNumber the last component but one
	 * @param hostReady the last component
	 * @return the report
	 * @throws SQLException if the connection is closed
	 */
	static ReportedRow read(RobotId id, Array row, @Nullable BeatNumber lastNumber, @Nullable Boolean hostReady)
			throws SQLException {
		Long[] values = (Long[]) row.getArray();
		return new ReportedRow(id, values[0] == 1, values[1] == 1, values[2] == 1, values[3] == 1, values[4] == 1,
				values[5] == 1, new Counters(values[6], values[7], Math.toIntExact(values[8])), lastNumber, hostReady);
	}

	/** Whether something of the robot itself changed, not only of its beats. */
	boolean changesRobot() {
		return this.registered || this.returned || this.failed || this.recovered || this.profileChanged;
	}

}
