package com.lekiwi.heartbeat.legacy.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.lekiwi.heartbeat.legacy.memory.Report;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of {@code POST /heartbeat} as a FastAPI program with a Pydantic model
 * does. Every fault is named, in the order of the model's fields; unknown fields are
 * ignored, and null is the same as absent but for the id.
 */
final class BeatReader {

	private static final int LONGEST_NAME = 128;

	private static final int LONGEST_IP = 64;

	private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y", "on");

	private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	Reading read(@Nullable String contentType, byte[] body) {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			return new Reading.Unreadable();
		}
		if (body.length == 0) {
			return Reading.Faulty.of(Fault.ofBody("Field required", "missing"));
		}
		if (contentType != null && !isJson(contentType)) {
			return notAnObject();
		}
		try {
			return read(this.mapper.readTree(text));
		}
		catch (JacksonException ex) {
			return Reading.Faulty.of(Fault.ofBody("JSON decode error", "json_invalid"));
		}
	}

	private static boolean isJson(String contentType) {
		String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

	private static Reading notAnObject() {
		return Reading.Faulty.of(Fault.ofBody("Input should be a valid dictionary or object to extract fields from",
				"model_attributes_type"));
	}

	private static Reading read(JsonNode body) {
		if (body.isMissingNode() || body.isNull()) {
			return Reading.Faulty.of(Fault.ofBody("Field required", "missing"));
		}
		if (!body.isObject()) {
			return notAnObject();
		}
		List<Fault> faults = new ArrayList<>();
		String id = id(body, faults);
		String name = text(body, "name", LONGEST_NAME, faults);
		String type = text(body, "type", Integer.MAX_VALUE, faults);
		String ip = text(body, "ip", LONGEST_IP, faults);
		text(body, "status", Integer.MAX_VALUE, faults);
		Boolean hostUp = bool(body, "teleop_host", faults);
		if (id == null || !faults.isEmpty()) {
			return new Reading.Faulty(faults);
		}
		return new Reading.Beat(new Report(id, name, type, ip, hostUp));
	}

	private static @Nullable String id(JsonNode body, List<Fault> faults) {
		JsonNode value = body.get("robot_id");
		if (value == null) {
			faults.add(Fault.ofField("robot_id", "Field required", "missing"));
		}
		else if (!value.isString()) {
			faults.add(Fault.ofField("robot_id", "Input should be a valid string", "string_type"));
		}
		else if (!Report.ID.matcher(value.stringValue()).matches()) {
			faults.add(Fault.ofField("robot_id", "String should match pattern '^" + Report.ID.pattern() + "$'",
					"string_pattern_mismatch"));
		}
		else {
			return value.stringValue();
		}
		return null;
	}

	private static @Nullable String text(JsonNode body, String field, int longest, List<Fault> faults) {
		JsonNode value = body.get(field);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isString()) {
			faults.add(Fault.ofField(field, "Input should be a valid string", "string_type"));
			return null;
		}
		String text = value.stringValue();
		if (text.codePointCount(0, text.length()) > longest) {
			faults
				.add(Fault.ofField(field, "String should have at most " + longest + " characters", "string_too_long"));
			return null;
		}
		return text;
	}

	private static @Nullable Boolean bool(JsonNode body, String field, List<Fault> faults) {
		JsonNode value = body.get(field);
		if (value == null || value.isNull()) {
			return null;
		}
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		if (!value.isString() && !value.isNumber()) {
			faults.add(Fault.ofField(field, "Input should be a valid boolean", "bool_type"));
			return null;
		}
		String said = value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) : number(value);
		if (TRUE.contains(said)) {
			return true;
		}
		if (FALSE.contains(said)) {
			return false;
		}
		faults.add(Fault.ofField(field, "Input should be a valid boolean, unable to interpret input", "bool_parsing"));
		return null;
	}

	/** One and nought count as true and false however they are written. */
	private static String number(JsonNode value) {
		double number = value.doubleValue();
		return (number == 1) ? "1" : (number == 0) ? "0" : "neither";
	}

}
