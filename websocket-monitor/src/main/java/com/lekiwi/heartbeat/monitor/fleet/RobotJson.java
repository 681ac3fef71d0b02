package com.lekiwi.heartbeat.monitor.fleet;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Writes robots, and parts of robots, as JSON. */
@Component
public final class RobotJson {

	private final JsonMapper mapper = FleetJson.mapper();

	String whole(Robot robot) {
		return this.mapper.writeValueAsString(robot);
	}

	String part(Robot robot, int fields) {
		ObjectNode node = this.mapper.createObjectNode();
		node.put("id", robot.id().value());
		for (RobotField field : RobotField.FIELDS) {
			if (field.isIn(fields)) {
				node.set(field.jsonName(), this.mapper.valueToTree(field.of(robot)));
			}
		}
		return this.mapper.writeValueAsString(node);
	}

}
