package com.lekiwi.heartbeat.legacy.poll;

import java.util.Optional;

import com.lekiwi.heartbeat.legacy.memory.Report;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what a robot answers to {@code GET /status}. It does not look at the motors: the
 * type stays unknown until a beat names it.
 */
final class StatusReader {

	private final JsonMapper mapper = JsonMapper.builder().build();

	/** Empty when it is not the status of a robot. */
	Optional<Report> read(String ip, byte[] body) {
		JsonNode status;
		try {
			status = this.mapper.readTree(body);
		}
		catch (JacksonException ex) {
			// Whatever answers there, it is no robot.
			return Optional.empty();
		}
		String id = text(status, "id");
		if (id == null || !Report.ID.matcher(id).matches()) {
			return Optional.empty();
		}
		JsonNode host = status.get("teleop_host");
		Boolean hostUp = (host != null && host.isBoolean()) ? host.booleanValue() : null;
		return Optional.of(new Report(id, text(status, "name"), text(status, "type"), ip, hostUp));
	}

	private static @Nullable String text(JsonNode object, String field) {
		JsonNode value = object.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

}
