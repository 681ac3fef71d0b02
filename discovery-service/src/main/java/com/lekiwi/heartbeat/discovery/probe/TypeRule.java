package com.lekiwi.heartbeat.discovery.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lekiwi.heartbeat.contract.identity.RobotType;

/**
 * What the motors of a type look like. A robot is of a type when its buses hold exactly
 * these motors, in whatever order.
 */
public enum TypeRule {

	/** A LeKiwi. */
	@JsonProperty("one_arm_and_base_on_one_bus")
	ONE_ARM_AND_BASE_ON_ONE_BUS(RobotType.LEKIWI, List.of(join(arm("arm"), wheels()))),

	/** An XLE. */
	@JsonProperty("two_arms_head_and_base_on_two_buses")
	TWO_ARMS_HEAD_AND_BASE_ON_TWO_BUSES(RobotType.XLE,
			List.of(join(arm("left_arm"), Stream.of("head_motor_1", "head_motor_2")),
					join(arm("right_arm"), wheels()))),

	/** Neither. */
	@JsonProperty("no_match")
	NO_MATCH(RobotType.UNKNOWN, List.of());

	private final RobotType type;

	/** Never changes, which the type of a list cannot say. */
	@SuppressWarnings("ImmutableEnumChecker")
	private final List<Set<String>> buses;

	TypeRule(RobotType type, List<Set<String>> buses) {
		this.type = type;
		this.buses = buses;
	}

	/**
	 * The type that it proves.
	 * @return the type
	 */
	public RobotType type() {
		return this.type;
	}

	/** All motors of the type. */
	Set<String> motors() {
		return this.buses.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
	}

	int busCount() {
		return this.buses.size();
	}

	/** The rule that the buses keep to the letter. */
	static Optional<TypeRule> matching(List<MotorBus> found) {
		return Stream.of(ONE_ARM_AND_BASE_ON_ONE_BUS, TWO_ARMS_HEAD_AND_BASE_ON_TWO_BUSES)
			.filter(rule -> rule.isKeptBy(found))
			.findFirst();
	}

	private boolean isKeptBy(List<MotorBus> found) {
		List<Set<String>> missing = new ArrayList<>(this.buses);
		for (MotorBus bus : found) {
			Set<String> names = Set.copyOf(bus.motors());
			if (names.size() != bus.motors().size() || !missing.remove(names)) {
				return false;
			}
		}
		return missing.isEmpty();
	}

	private static Stream<String> arm(String prefix) {
		return Stream.of("shoulder_pan", "shoulder_lift", "elbow_flex", "wrist_flex", "wrist_roll", "gripper")
			.map(joint -> prefix + "_" + joint);
	}

	private static Stream<String> wheels() {
		return Stream.of("base_left_wheel", "base_back_wheel", "base_right_wheel");
	}

	private static Set<String> join(Stream<String> first, Stream<String> second) {
		return Stream.concat(first, second).collect(Collectors.toUnmodifiableSet());
	}

}
