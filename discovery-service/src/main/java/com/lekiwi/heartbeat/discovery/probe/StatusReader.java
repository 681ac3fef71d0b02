package com.lekiwi.heartbeat.discovery.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the status of a robot: an object with its {@code id} and its {@code motor_buses}.
 * What is there besides is nobody's business, and a {@code name} or a {@code type} that
 * makes no sense is left out.
 */
final class StatusReader {

	private static final int MOST_BUSES = 8;

	private static final int MOST_MOTORS = 64;

	private static final int LONGEST_WORD = 64;

	private static final int LONGEST_NAME = 128;

	private final JsonMapper json = new JsonMapper();

	/**
	 * Reads a body.
	 * @param body what a machine answered
	 * @return the robot and its buses
	 * @throws JacksonException if it is no JSON, or nothing
	 * @throws NoRobotException if it is the status of no robot; the message says why
	 */
	Status read(byte[] body) throws NoRobotException {
		JsonNode root = this.json.readTree(body);
		if (root.isMissingNode()) {
			throw new StreamReadException("the body is empty");
		}
		if (!root.isObject()) {
			throw new NoRobotException("the body is JSON, but no object");
		}
		RobotId id = id(root.path("id"));
		List<MotorBus> buses = buses(root.path("motor_buses"));
		TypeDetector.Detection detection = TypeDetector.detect(buses);
		String claim = text(root.path("type"), LONGEST_WORD);
		RobotType type = detection.rule().type();
		return new Status(new Identity(id, text(root.path("name"), LONGEST_NAME), type, detection.rule(),
				detection.reasons(), claim, contradicts(claim, type)), buses);
	}

	private static RobotId id(JsonNode node) throws NoRobotException {
		if (!node.isString() || !RobotId.isValid(node.stringValue())) {
			throw new NoRobotException(node.isMissingNode() ? "the body is JSON without an id"
					: "the id in the body is not one that a robot can have");
		}
		return new RobotId(node.stringValue());
	}

	private static List<MotorBus> buses(JsonNode node) throws NoRobotException {
		if (node.isMissingNode()) {
			throw new NoRobotException("the body is JSON with an id, but without motor_buses");
		}
		if (!node.isArray() || node.size() > MOST_BUSES) {
			throw new NoRobotException("motor_buses is not a list of at most " + MOST_BUSES + " buses");
		}
		List<MotorBus> buses = new ArrayList<>();
		for (JsonNode bus : node) {
			buses.add(bus(bus));
		}
		return buses;
	}

	private static MotorBus bus(JsonNode node) throws NoRobotException {
		String port = text(node.path("port"), LONGEST_WORD);
		JsonNode names = node.path("motors");
		if (!names.isArray() || names.size() > MOST_MOTORS) {
			throw new NoRobotException("the motors of a bus are not a list of at most " + MOST_MOTORS + " names");
		}
		List<String> motors = new ArrayList<>();
		for (JsonNode name : names) {
			String motor = text(name, LONGEST_WORD);
			if (motor == null) {
				throw new NoRobotException("a motor's name is none");
			}
			motors.add(motor);
		}
		return new MotorBus((port != null) ? port : "", motors);
	}

	private static @Nullable String text(JsonNode node, int longest) {
		if (!node.isString()) {
			return null;
		}
		String text = node.stringValue();
		// Half of a character cannot be stored, nor shown.
		boolean sound = !text.isBlank() && text.length() <= longest && text.codePoints()
			.noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
		return sound ? text : null;
	}

	private static boolean contradicts(@Nullable String claim, RobotType type) {
		return claim != null && type != RobotType.UNKNOWN
				&& !claim.toLowerCase(Locale.ROOT).equals(type.name().toLowerCase(Locale.ROOT));
	}

	/**
	 * The status of a robot.
	 *
	 * @param robot who it is
	 * @param buses how that is known
	 */
	record Status(Identity robot, List<MotorBus> buses) {

		Status {
			buses = List.copyOf(buses);
		}

	}

}
