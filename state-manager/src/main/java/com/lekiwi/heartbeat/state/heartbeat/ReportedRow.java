package com.lekiwi.heartbeat.state.heartbeat;

import java.util.List;

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
 * @param sample the minute that ended with these beats
 */
record ReportedRow(RobotId id, boolean registered, boolean fresh, boolean returned, boolean failed, boolean recovered,
		boolean profileChanged, Counters counters, @Nullable Sample sample) {

	/** Whether something of the robot itself changed, not only of its beats. */
	boolean changesRobot() {
		return this.registered || this.returned || this.failed || this.recovered || this.profileChanged;
	}

	/**
	 * A minute of a robot.
	 *
	 * @param minute minutes since 1970
	 * @param beats live beats in it
	 * @param values smallest, mean and largest value of each metric, in the metrics'
	 * order
	 */
	record Sample(long minute, int beats, List<@Nullable Float> values) {

	}

}
