package com.lekiwi.heartbeat.adapter.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of a beat, read from the stream. Of two with one name the last counts, its
 * faults included; null is the same as absent, but for the id.
 */
final class BeatFields {

	private static final int LONGEST_NAME = 128;

	private static final int LONGEST_IP = 64;

	private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y", "on");

	private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");

	private static final Map<String, RobotType> TYPES = Map.of("lekiwi", RobotType.LEKIWI, "xle", RobotType.XLE);

	private static final Map<String, ReportedStatus> STATUSES = Map.of("ok", ReportedStatus.OK, "busy",
			ReportedStatus.BUSY, "error", ReportedStatus.ERROR, "stopping", ReportedStatus.STOPPING);

	private final JsonParser json;

	private @Nullable String robotId;

	private @Nullable String name;

	private @Nullable String type;

	private @Nullable String ip;

	private @Nullable String status;

	private @Nullable Boolean hostUp;

	/** A fault a field, in the order of the legacy's model. */
	private final @Nullable Fault[] faults = { Fault.missing("robot_id"), null, null, null, null, null };

	BeatFields(JsonParser json) {
		this.json = json;
	}

	/** Reads the object whose first token is the current one, to its end. */
	Reading read() {
		for (String field = this.json.nextName(); field != null; field = this.json.nextName()) {
			this.json.nextToken();
			switch (field) {
				case "robot_id" -> this.robotId = id(field);
				case "name" -> this.name = text(1, field, LONGEST_NAME);
				case "type" -> this.type = text(2, field, Integer.MAX_VALUE);
				case "ip" -> this.ip = text(3, field, LONGEST_IP);
				case "status" -> this.status = text(4, field, Integer.MAX_VALUE);
				case "teleop_host" -> this.hostUp = bool(5, field);
				default -> this.json.skipChildren();
			}
		}
		String id = this.robotId;
		List<Fault> found = faults();
		return (id == null || !found.isEmpty()) ? new Reading.Faulty(found) : new Reading.Beat(id, storable(this.name),
				constant(TYPES, this.type), storable(this.ip), constant(STATUSES, this.status), this.hostUp);
	}

	private List<Fault> faults() {
		List<Fault> found = new ArrayList<>(0);
		for (Fault fault : this.faults) {
			if (fault != null) {
				found.add(fault);
			}
		}
		return found;
	}

	private @Nullable String id(String field) {
		this.faults[0] = null;
		if (this.json.currentToken() != JsonToken.VALUE_STRING) {
			return fail(0, Fault.noText(field));
		}
		String text = this.json.getString();
		return RobotId.isValid(text) ? text : fail(0, Fault.noId(field, RobotId.FORM.pattern()));
	}

	private @Nullable String text(int position, String field, int longest) {
		this.faults[position] = null;
		if (this.json.currentToken() == JsonToken.VALUE_NULL) {
			return null;
		}
		if (this.json.currentToken() != JsonToken.VALUE_STRING) {
			return fail(position, Fault.noText(field));
		}
		String text = this.json.getString();
		boolean tooLong = text.length() > longest && text.codePointCount(0, text.length()) > longest;
		return tooLong ? fail(position, Fault.tooLong(field, longest)) : text;
	}

	private @Nullable Boolean bool(int position, String field) {
		this.faults[position] = null;
		return switch (this.json.currentToken()) {
			case VALUE_NULL -> null;
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_STRING -> bool(position, field, this.json.getString().toLowerCase(Locale.ROOT));
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> bool(position, field, number());
			case null, default -> {
				fail(position, Fault.noBool(field));
				yield null;
			}
		};
	}

	private @Nullable Boolean bool(int position, String field, String said) {
		if (TRUE.contains(said)) {
			return true;
		}
		if (FALSE.contains(said)) {
			return false;
		}
		fail(position, Fault.unclearBool(field));
		return null;
	}

	/** One and nought count as true and false however they are written. */
	private String number() {
		double number = this.json.getDoubleValue();
		return (number == 1) ? "1" : (number == 0) ? "0" : "neither";
	}

	private @Nullable String fail(int position, Fault fault) {
		this.faults[position] = fault;
		this.json.skipChildren();
		return null;
	}

	private static <T> @Nullable T constant(Map<String, T> constants, @Nullable String text) {
		return (text != null) ? constants.get(text) : null;
	}

	/**
	 * What the legacy takes and PostgreSQL cannot keep becomes U+FFFD: NUL, and half of a
	 * surrogate pair, which is no character.
	 */
	private static @Nullable String storable(@Nullable String text) {
		if (text == null) {
			return null;
		}
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 0 || Character.isSurrogate(c)) {
				return text.codePoints()
					.map(point -> (point == 0 || isHalf(point)) ? '\uFFFD' : point)
					.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
					.toString();
			}
		}
		return text;
	}

	private static boolean isHalf(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

}
