package com.lekiwi.heartbeat.fleet.status;

import java.util.List;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.identity.RobotType;

/** The motors that a robot finds on its buses: the evidence for its type. */
final class MotorBuses {

	private static final List<String> JOINTS = List.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex",
			"wrist_roll", "gripper");

	private static final List<String> WHEELS = List.of("base_left_wheel", "base_back_wheel", "base_right_wheel");

	private static final List<String> HEAD = List.of("head_motor_1", "head_motor_2");

	/** One arm on a base, nine motors on one bus. */
	private static final List<MotorBus> LEKIWI = List.of(new MotorBus("/dev/ttyACM0", concat(arm("arm"), WHEELS)));

	/** Two arms, a head and a base on two buses. */
	private static final List<MotorBus> XLE = List.of(new MotorBus("/dev/ttyACM0", concat(arm("left_arm"), HEAD)),
			new MotorBus("/dev/ttyACM1", concat(arm("right_arm"), WHEELS)));

	private MotorBuses() {
	}

	static List<MotorBus> of(RobotType type) {
		return switch (type) {
			case LEKIWI -> LEKIWI;
			case XLE -> XLE;
			case UNKNOWN -> List.of();
		};
	}

	private static List<String> arm(String prefix) {
		return JOINTS.stream().map(joint -> prefix + "_" + joint).toList();
	}

	private static List<String> concat(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	/**
	 * One bus.
	 *
	 * @param port the device
	 * @param motors the motors that answer on it
	 */
	record MotorBus(String port, List<String> motors) {

		MotorBus {
			motors = List.copyOf(motors);
		}

	}

}
