package com.lekiwi.heartbeat.adapter.legacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the legacy's list of robots. One that makes no sense is named and left out; of
 * one that is there twice the newer counts.
 */
final class LegacyList {

	private static final int LONGEST_QUOTE = 64;

	private static final Set<String> TYPES = Set.of("lekiwi", "xle");

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final LegacyTimes times;

	LegacyList(LegacyTimes times) {
		this.times = times;
	}

	LegacyFleet read(byte[] body, Instant askedAt, Instant receivedAt) throws LegacyAwayException {
		SortedMap<String, LegacyRobot> robots = new TreeMap<>();
		List<Fault> faults = new ArrayList<>();
		if (!beginsAsArray(body)) {
			throw new LegacyAwayException("the legacy's list of robots is no JSON array", null);
		}
		int place = 0;
		try (MappingIterator<JsonNode> items = this.mapper.readerFor(JsonNode.class).readValues(body)) {
			while (items.hasNextValue()) {
				read(items.nextValue(), place++, receivedAt, robots, faults);
			}
		}
		catch (JacksonException ex) {
			throw new LegacyAwayException("the legacy's list of robots is no JSON: " + ex.getOriginalMessage(), ex);
		}
		return new LegacyFleet(askedAt, receivedAt, robots, faults);
	}

	private static boolean beginsAsArray(byte[] body) {
		for (byte b : body) {
			if (!Character.isWhitespace(b)) {
				return b == '[';
			}
		}
		return false;
	}

	private void read(JsonNode item, int place, Instant receivedAt, SortedMap<String, LegacyRobot> robots,
			List<Fault> faults) {
		String id = text(item, "id");
		if (id == null || !RobotId.isValid(id)) {
			faults.add(new Fault((id != null) ? quoted(id) : "/" + place, "has no id of a robot"));
			return;
		}
		String lastSeen = text(item, "last_seen");
		try {
			LegacyRobot robot = robot(id, item, this.times.read(Objects.requireNonNullElse(lastSeen, ""), receivedAt));
			robots.merge(id, robot, (one, other) -> one.lastSeen().isAfter(other.lastSeen()) ? one : other);
		}
		catch (DateTimeException ex) {
			faults.add(new Fault(id, "last_seen: " + ex.getMessage()));
		}
	}

	/** What the legacy says where nobody told it anything is not what anybody said. */
	private static LegacyRobot robot(String id, JsonNode item, Instant lastSeen) {
		String name = text(item, "name");
		String type = text(item, "type");
		return new LegacyRobot(id, id.equals(name) ? null : name, (type != null && TYPES.contains(type)) ? type : null,
				text(item, "ip"), "online".equals(text(item, "status")), lastSeen,
				item.path("teleoperation").asBoolean(false));
	}

	private static @Nullable String text(JsonNode item, String field) {
		JsonNode value = item.get(field);
		return (value != null && value.isString() && !value.stringValue().isEmpty()) ? value.stringValue() : null;
	}

	private static String quoted(String id) {
		return (id.length() > LONGEST_QUOTE) ? id.substring(0, LONGEST_QUOTE) + "…" : id;
	}

}
