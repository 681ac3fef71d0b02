package com.lekiwi.heartbeat.fleet.motors;

import java.util.List;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.identity.RobotType;

/** The motors that a robot finds on its buses: the evidence for its type. */
public final class MotorBuses {

	private static final String FIRST = "/dev/ttyACM0";

	private static final String SECOND = "/dev/ttyACM1";

	private static final List<String> JOINTS = List.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex",
			"wrist_roll", "gripper");

	private static final List<String> WHEELS = List.of("base_left_wheel", "base_back_wheel", "base_right_wheel");

	private static final List<String> HEAD = List.of("head_motor_1", "head_motor_2");

	/** One arm on a base, nine motors on one bus. */
	private static final MotorBus LEKIWI = new MotorBus(FIRST, concat(arm("arm"), WHEELS));

	/** Two arms, a head and a base on two buses. */
	private static final MotorBus XLE_LEFT = new MotorBus(FIRST, concat(arm("left_arm"), HEAD));

	private static final MotorBus XLE_RIGHT = new MotorBus(SECOND, concat(arm("right_arm"), WHEELS));

	private static final List<List<MotorBus>> BROKEN_LEKIWI = List.of(List.of(),
			List.of(new MotorBus(FIRST, List.of())),
			List.of(new MotorBus(FIRST, JOINTS.stream().limit(5).map(joint -> "arm_" + joint).toList())));

	/** The second has one bus with nine motors, and is no LeKiwi for all that. */
	private static final List<List<MotorBus>> BROKEN_XLE = List.of(List.of(XLE_LEFT), List.of(XLE_RIGHT),
			List.of(XLE_LEFT, new MotorBus(SECOND, List.of())));

	private static final List<List<MotorBus>> CONTRADICTIONS = List.of(
			List.of(new MotorBus(FIRST, arm("arm")), new MotorBus(SECOND, WHEELS)),
			List.of(new MotorBus(FIRST, concat(XLE_LEFT.motors(), XLE_RIGHT.motors()))),
			List.of(LEKIWI, new MotorBus(SECOND, LEKIWI.motors())));

	private MotorBuses() {
	}

	/**
	 * What a sound robot finds.
	 * @param type what kind of robot it is
	 * @return its buses
	 */
	public static List<MotorBus> of(RobotType type) {
		return switch (type) {
			case LEKIWI -> List.of(LEKIWI);
			case XLE -> List.of(XLE_LEFT, XLE_RIGHT);
			case UNKNOWN -> List.of();
		};
	}

	/**
	 * What a robot finds when a bus is broken: not enough to tell its type.
	 * @param type what kind of robot it is
	 * @return different ways to be broken
	 */
	public static List<List<MotorBus>> broken(RobotType type) {
		return switch (type) {
			case LEKIWI -> BROKEN_LEKIWI;
			case XLE -> BROKEN_XLE;
			case UNKNOWN -> List.of(List.of());
		};
	}

	/**
	 * What no robot finds: a LeKiwi's motors on two buses, an XLE's on one, a LeKiwi's
	 * twice.
	 * @return different contradictions
	 */
	public static List<List<MotorBus>> contradictions() {
		return CONTRADICTIONS;
	}

	private static List<String> arm(String prefix) {
		return JOINTS.stream().map(joint -> prefix + "_" + joint).toList();
	}

	private static List<String> concat(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

}
