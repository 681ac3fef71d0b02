package com.lekiwi.heartbeat.fleet.status;

import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.Versions;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.motors.MotorBus;
import com.lekiwi.heartbeat.fleet.motors.MotorBuses;
import com.lekiwi.heartbeat.fleet.simulation.RobotTruth;

/**
 * What a robot answers to {@code GET /status}. It does not name its type: whoever asks
 * tells it from the motors.
 *
 * @param id its id
 * @param name what people call it
 * @param bootId its boot
 * @param status what it says of itself
 * @param versions its software
 * @param motorBuses the motors it finds
 * @param teleopHost whether the program that takes commands is up
 */
record StatusDocument(RobotId id, String name, String bootId, ReportedStatus status, Versions versions,
		List<MotorBus> motorBuses, boolean teleopHost) {

	StatusDocument {
		motorBuses = List.copyOf(motorBuses);
	}

	static StatusDocument of(RobotTruth truth) {
		return new StatusDocument(truth.id(), truth.name(), truth.bootId(), truth.status(), truth.versions(),
				MotorBuses.of(truth.type()), Boolean.TRUE.equals(truth.evidence().hostReady()));
	}

}
