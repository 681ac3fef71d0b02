package com.lekiwi.heartbeat.monitor.fleet;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import com.lekiwi.heartbeat.contract.robot.Robot;
import org.jspecify.annotations.Nullable;

/**
 * A field of a robot that can change, and is sent on its own when it alone changed. A set
 * of fields is an {@code int} with a bit for each.
 *
 * @param index its place among {@link #FIELDS}
 * @param jsonName its name in messages
 * @param value reads it
 */
record RobotField(int index, String jsonName, Function<Robot, @Nullable Object> value) {

	static final List<RobotField> FIELDS = List.of(new RobotField(0, "version", Robot::version),
			new RobotField(1, "name", Robot::name), new RobotField(2, "type", Robot::type),
			new RobotField(3, "site", Robot::site), new RobotField(4, "address", Robot::address),
			new RobotField(5, "tags", Robot::tags), new RobotField(6, "status", Robot::status),
			new RobotField(7, "status_since", Robot::statusSince), new RobotField(8, "alive", Robot::alive),
			new RobotField(9, "offline_cause", Robot::offlineCause), new RobotField(10, "flapping", Robot::flapping),
			new RobotField(11, "maintenance", Robot::maintenance),
			new RobotField(12, "registered_at", Robot::registeredAt),
			new RobotField(13, "retired_at", Robot::retiredAt), new RobotField(14, "versions", Robot::versions),
			new RobotField(15, "beat", Robot::beat), new RobotField(16, "counters", Robot::counters),
			new RobotField(17, "teleoperation_status", Robot::teleoperationStatus));

	static final int ALL = (1 << FIELDS.size()) - 1;

	boolean isIn(int fields) {
		return (fields & (1 << this.index)) != 0;
	}

	@Nullable Object of(Robot robot) {
		return this.value.apply(robot);
	}

	/** The fields in which two states of a robot differ. */
	static int differing(Robot before, Robot after) {
		int fields = 0;
		for (RobotField field : FIELDS) {
			if (!Objects.equals(field.of(before), field.of(after))) {
				fields |= 1 << field.index;
			}
		}
		return fields;
	}

}
