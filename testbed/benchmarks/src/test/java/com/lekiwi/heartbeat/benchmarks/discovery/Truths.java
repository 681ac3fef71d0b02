package com.lekiwi.heartbeat.benchmarks.discovery;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;

/** Neighbours by their numbers: 7 is at 127.20.255.7, and r-7 if it is a robot. */
final class Truths {

	private Truths() {
	}

	static NeighbourTruth robot(int number, NeighbourCharacter character, RobotType type, boolean identifiable) {
		return new NeighbourTruth(number, address(number), character, true, new RobotId("r-" + number), "R", type,
				identifiable, null, 1L, 1, 0);
	}

	static NeighbourTruth thing(int number, NeighbourCharacter character, long connections) {
		return new NeighbourTruth(number, address(number), character, false, null, null, null, false, null, connections,
				1, 0);
	}

	static Finding found(int number, String type) {
		return new Finding(address(number), Finding.ROBOT, "r-" + number, type);
	}

	static Finding noRobot(int number, String outcome) {
		return new Finding(address(number), outcome, null, null);
	}

	static String address(int number) {
		return "127.20.255." + number;
	}

}
