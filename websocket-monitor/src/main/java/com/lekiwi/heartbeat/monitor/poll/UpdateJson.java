package com.lekiwi.heartbeat.monitor.poll;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/** Writes answers; robots and events come as JSON that was written already. */
@Component
final class UpdateJson {

	private final JsonMapper mapper = FleetJson.mapper();

	private final Clock clock;

	UpdateJson(Clock clock) {
		this.clock = clock;
	}

	byte[] write(UpdateAnswer answer, SourceState state, Situation situation) {
		ObjectNode head = this.mapper.createObjectNode().put("as_of", this.clock.instant().toString());
		head.set("source", source(state));
		head.put("snapshot", answer.snapshot());
		head.put("conflated", answer.conflated());
		head.set("gaps", gaps(answer, state));
		ObjectNode now = head.putObject("situation");
		now.set("incidents", this.mapper.valueToTree(situation.incidents()));
		now.set("blind", this.mapper.valueToTree(situation.blind()));
		head.set("removed", this.mapper.valueToTree(answer.removed()));
		if (answer.more()) {
			head.put("more", true);
		}
		if (answer.next().cursor() != EventRing.UNKNOWN) {
			head.put("event_cursor", Long.toString(answer.next().cursor()));
		}
		head.put("next", answer.next().telling(state, situation).toString());
		StringBuilder text = new StringBuilder(512 + answer.robots().size() * 512);
		text.append(this.mapper.writeValueAsString(head));
		text.setLength(text.length() - 1);
		append(text, "robots", answer.robots());
		append(text, "events", answer.events());
		return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void append(StringBuilder text, String field, List<String> objects) {
		text.append(",\"").append(field).append("\":[").append(String.join(",", objects)).append(']');
	}

	private ObjectNode source(SourceState state) {
		ObjectNode source = this.mapper.createObjectNode()
			.put("redis", state.redisUp() ? "up" : "down")
			.put("state_manager", state.stateManagerUp() ? "up" : "down");
		put(source, "fresh_as_of", state.freshAsOf());
		return source;
	}

	private ArrayNode gaps(UpdateAnswer answer, SourceState state) {
		ArrayNode gaps = this.mapper.createArrayNode();
		for (Gap gap : state.gaps()) {
			if (gap.to() == null) {
				put(gaps.addObject().put("reason", gap.reason().jsonName()), "from", gap.from());
			}
		}
		if (answer.leftOut() != null) {
			gaps.addObject()
				.put("reason", "events_left_out")
				.put("from_cursor", Long.toString(answer.leftOut().from()))
				.put("to_cursor", Long.toString(answer.leftOut().to()));
		}
		return gaps;
	}

	private static void put(ObjectNode node, String field, @Nullable Instant time) {
		if (time != null) {
			node.put(field, time.toString());
		}
	}

}
