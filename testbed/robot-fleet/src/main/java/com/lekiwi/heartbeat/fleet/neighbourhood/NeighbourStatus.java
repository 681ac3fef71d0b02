package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.motors.MotorBus;
import org.jspecify.annotations.Nullable;

/**
 * What a neighbour that is a robot answers to {@code GET /status}: as the fleet's robots
 * do, and some name a type.
 *
 * @param id its id
 * @param name what people call it
 * @param type the type that it claims
 * @param bootId its boot, always the same
 * @param status what it says of itself
 * @param versions its software
 * @param motorBuses the motors it finds
 * @param teleopHost whether the program that takes commands is up
 */
record NeighbourStatus(RobotId id, String name, @Nullable RobotType type, String bootId, ReportedStatus status,
		Versions versions, List<MotorBus> motorBuses, boolean teleopHost) {

	NeighbourStatus {
		motorBuses = List.copyOf(motorBuses);
	}

	static NeighbourStatus of(RobotSelf robot) {
		return new NeighbourStatus(robot.id(), robot.name(), robot.claim(), robot.id() + "-boot", ReportedStatus.OK,
				new Versions("1.4.0", "2025.1"), robot.buses(), true);
	}

}
