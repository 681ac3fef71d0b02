package com.lekiwi.heartbeat.benchmarks.discovery;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a scan says of an address.
 *
 * @param address the address
 * @param outcome what came of asking it
 * @param id the robot's id; absent where it is no robot
 * @param type the robot's type; absent where it is no robot
 */
record Finding(String address, String outcome, @Nullable String id, @Nullable String type) {

	static final String ROBOT = "robot";

	static Finding of(JsonNode result) {
		JsonNode robot = result.path("robot");
		return new Finding(result.path("address").stringValue(""), result.path("outcome").stringValue(""),
				robot.path("id").stringValue(null), robot.path("type").stringValue(null));
	}

	boolean isRobot() {
		return this.outcome.equals(ROBOT);
	}

}
