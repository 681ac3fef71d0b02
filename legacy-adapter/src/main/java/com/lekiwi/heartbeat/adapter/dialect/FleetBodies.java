package com.lekiwi.heartbeat.adapter.dialect;

import java.io.ByteArrayOutputStream;
import java.util.List;

import com.lekiwi.heartbeat.adapter.fleet.HeardRobot;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Writes the bodies of the legacy's answers. The order of the fields is part of the
 * dialect, and so is it that nothing is escaped that need not be.
 */
@Component
class FleetBodies {

	private static final int LENGTH_OF_A_ROBOT = 192;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final LegacyTime time;

	FleetBodies(LegacyTime time) {
		this.time = time;
	}

	byte[] health(int robots) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(LENGTH_OF_A_ROBOT);
		try (JsonGenerator json = this.mapper.createGenerator(body)) {
			json.writeStartObject();
			json.writeStringProperty("status", "healthy");
			json.writeStringProperty("timestamp", this.time.now());
			json.writeNumberProperty("robots", robots);
			json.writeEndObject();
		}
		return body.toByteArray();
	}

	byte[] robots(List<HeardRobot> robots) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(LENGTH_OF_A_ROBOT * (robots.size() + 1));
		try (JsonGenerator json = this.mapper.createGenerator(body)) {
			json.writeStartArray();
			robots.forEach(robot -> write(json, robot));
			json.writeEndArray();
		}
		return body.toByteArray();
	}

	byte[] robot(HeardRobot robot) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(LENGTH_OF_A_ROBOT);
		try (JsonGenerator json = this.mapper.createGenerator(body)) {
			write(json, robot);
		}
		return body.toByteArray();
	}

	/** A host that is up is all that the legacy calls teleoperated. */
	byte[] teleoperation(HeardRobot robot) {
		ByteArrayOutputStream body = new ByteArrayOutputStream(LENGTH_OF_A_ROBOT);
		try (JsonGenerator json = this.mapper.createGenerator(body)) {
			json.writeStartObject();
			json.writeStringProperty("robot_id", robot.id());
			json.writeBooleanProperty("teleoperated", robot.hostUp());
			json.writeStringProperty("checked_at", this.time.now());
			json.writeEndObject();
		}
		return body.toByteArray();
	}

	private void write(JsonGenerator json, HeardRobot robot) {
		json.writeStartObject();
		json.writeStringProperty("id", robot.id());
		json.writeStringProperty("name", robot.name());
		json.writeStringProperty("type", robot.type());
		if (robot.address() != null) {
			json.writeStringProperty("ip", robot.address());
		}
		else {
			json.writeNullProperty("ip");
		}
		json.writeStringProperty("status", robot.online() ? "online" : "offline");
		json.writeStringProperty("last_seen", this.time.write(robot.lastSeen()));
		json.writeBooleanProperty("teleoperation", robot.hostUp());
		json.writeEndObject();
	}

}
