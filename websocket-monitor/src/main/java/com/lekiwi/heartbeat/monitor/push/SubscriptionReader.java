package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads what watchers send. Fields that are not known are ignored. */
@Component
final class SubscriptionReader {

	private static final int LONGEST_RATE_MS = 60_000;

	private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

	private final JsonMapper mapper = FleetJson.mapper();

	private final Duration defaultRate;

	SubscriptionReader(MonitorSettings settings) {
		this.defaultRate = settings.push().defaultRate();
	}

	/**
	 * Reads a message.
	 * @throws MessageRefusedException if it is not one; the message says what is wrong
	 */
	Subscription read(String text) {
		JsonNode message = parse(text);
		JsonNode op = message.path("op");
		if (!op.isString()) {
			throw new MessageRefusedException("op: a text is needed");
		}
		if (!op.stringValue().equals("subscribe")) {
			throw new MessageRefusedException("op: only subscribe is known");
		}
		JsonNode filter = message.path("filter");
		if (!filter.isObject() && !isAbsent(filter)) {
			throw new MessageRefusedException("filter: not an object");
		}
		return new Subscription(
				new RobotFilter(values(filter, "status", name -> constant(name, RobotStatus.class)),
						values(filter, "type", name -> constant(name, RobotType.class)),
						values(filter, "site", Function.identity()), values(filter, "ids", RobotId::new),
						values(filter, "offline_cause", name -> constant(name, OfflineCause.class)),
						flag(filter, "filter.", "flapping")),
				rate(message.path("max_rate_ms")), Boolean.TRUE.equals(flag(message, "", "events")),
				since(message.path("since")));
	}

	/**
	 * A cursor as {@code GET /api/v2/events} gives it; nothing for one that is not asked
	 * for.
	 */
	private static @Nullable Long since(JsonNode node) {
		if (isAbsent(node)) {
			return null;
		}
		if (!node.isString() || !CURSOR.matcher(node.stringValue()).matches()) {
			throw new MessageRefusedException("since: a cursor of the log of events is needed");
		}
		return Long.valueOf(node.stringValue());
	}

	private static @Nullable Boolean flag(JsonNode object, String path, String field) {
		JsonNode node = object.path(field);
		if (isAbsent(node)) {
			return null;
		}
		if (!node.isBoolean()) {
			throw new MessageRefusedException(path + field + ": true or false is needed");
		}
		return node.booleanValue();
	}

	private JsonNode parse(String text) {
		try {
			JsonNode message = this.mapper.readTree(text);
			if (message.isObject()) {
				return message;
			}
		}
		catch (JacksonException ex) {
			// Said below: where exactly it breaks off is of no use to a program.
		}
		throw new MessageRefusedException("not a JSON object");
	}

	private Duration rate(JsonNode node) {
		if (isAbsent(node)) {
			return this.defaultRate;
		}
		if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0
				|| node.intValue() > LONGEST_RATE_MS) {
			throw new MessageRefusedException(
					"max_rate_ms: a whole number from 0 to " + LONGEST_RATE_MS + " is needed");
		}
		return Duration.ofMillis(node.intValue());
	}

	private static <T> Set<T> values(JsonNode filter, String field, Function<String, T> reader) {
		JsonNode node = filter.path(field);
		Set<T> values = new LinkedHashSet<>();
		if (isAbsent(node)) {
			return values;
		}
		if (!node.isArray()) {
			throw new MessageRefusedException("filter." + field + ": not an array");
		}
		for (JsonNode element : node) {
			values.add(value(element, field, reader));
		}
		return values;
	}

	private static <T> T value(JsonNode element, String field, Function<String, T> reader) {
		try {
			if (element.isString()) {
				return reader.apply(element.stringValue());
			}
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// Said below, in the words of the message.
		}
		throw new MessageRefusedException("filter." + field + ": unknown value " + element);
	}

	private <E extends Enum<E>> E constant(String name, Class<E> type) {
		return this.mapper.convertValue(name, type);
	}

	private static boolean isAbsent(JsonNode node) {
		return node.isMissingNode() || node.isNull();
	}

}
