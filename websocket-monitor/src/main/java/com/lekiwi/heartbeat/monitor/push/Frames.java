package com.lekiwi.heartbeat.monitor.push;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.monitor.event.EventPosition;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Writes what is sent to watchers. Robots come as JSON that was written already, once for
 * all watchers. {@code as_of} is the server's time when the frame was made.
 */
@Component
final class Frames {

	private final JsonMapper mapper = FleetJson.mapper();

	private final Clock clock;

	Frames(Clock clock) {
		this.clock = clock;
	}

	/**
	 * One part, counted from 1, of all robots that the watcher wants.
	 * @param cursor where to resume in the log of events; with the last part
	 */
	WireFrame snapshot(List<String> robots, int part, int parts, SourceState state, long cursor) {
		ObjectNode head = frame("snapshot");
		head.put("part", part).put("parts", parts);
		if (part == parts) {
			put(head, "event_cursor", cursor);
		}
		return withRobots(head.set("source", source(state)), robots, List.of());
	}

	/**
	 * What has changed.
	 * @param robots ids with the fields that changed, or whole robots that are new to the
	 * watcher
	 * @param removed ids of robots that are gone, or that the filter takes no more
	 * @param conflated changes that are left out because a newer one overtook them
	 */
	WireFrame delta(List<String> robots, List<String> removed, long conflated) {
		ObjectNode head = frame("delta");
		if (conflated > 0) {
			head.put("conflated", conflated);
		}
		return withRobots(head, robots, removed);
	}

	/** With a ping of the protocol behind it, so that every client is heard of. */
	WireFrame ping(SourceState state, long cursor) {
		ObjectNode frame = frame("ping");
		put(frame, "event_cursor", cursor);
		return wire(frame.set("source", source(state))).withPing();
	}

	/** A gap has ended when it has a {@code to}. */
	WireFrame gap(Gap gap) {
		ObjectNode frame = frame("gap").put("reason", gap.reason().jsonName());
		put(frame, "from", gap.from());
		put(frame, "to", gap.to());
		return wire(frame);
	}

	/** Events that are not sent; they can be read from the log. */
	WireFrame leftOut(EventPosition.LeftOut events) {
		return wire(frame("gap").put("reason", "events_left_out")
			.put("from_cursor", Long.toString(events.from()))
			.put("to_cursor", Long.toString(events.to())));
	}

	/** Events in order, and where to resume after them. */
	WireFrame events(List<String> events, long cursor) {
		ObjectNode head = frame("event");
		put(head, "cursor", cursor);
		StringBuilder text = new StringBuilder(128 + events.size() * 384);
		text.append(this.mapper.writeValueAsString(head));
		text.setLength(text.length() - 1);
		text.append(",\"events\":[").append(String.join(",", events)).append("]}");
		return WireFrame.text("event", text.toString());
	}

	/** What befalls many robots at once; replaces what was told before. */
	WireFrame situation(Situation situation) {
		ObjectNode frame = frame("situation");
		frame.set("incidents", this.mapper.valueToTree(situation.incidents()));
		return wire(frame.set("blind", this.mapper.valueToTree(situation.blind())));
	}

	WireFrame error(String detail) {
		return wire(frame("error").put("detail", detail));
	}

	private ObjectNode frame(String op) {
		return this.mapper.createObjectNode().put("op", op).put("as_of", this.clock.instant().toString());
	}

	private ObjectNode source(SourceState state) {
		ObjectNode source = this.mapper.createObjectNode()
			.put("redis", state.redisUp() ? "up" : "down")
			.put("state_manager", state.stateManagerUp() ? "up" : "down");
		put(source, "fresh_as_of", state.freshAsOf());
		return source;
	}

	private static void put(ObjectNode node, String field, @Nullable Instant time) {
		if (time != null) {
			node.put(field, time.toString());
		}
	}

	private static void put(ObjectNode node, String field, long cursor) {
		if (cursor != EventRing.UNKNOWN) {
			node.put(field, Long.toString(cursor));
		}
	}

	private WireFrame withRobots(ObjectNode head, List<String> robots, List<String> removed) {
		StringBuilder text = new StringBuilder(256 + robots.size() * 384);
		text.append(this.mapper.writeValueAsString(head));
		text.setLength(text.length() - 1);
		text.append(",\"robots\":[").append(String.join(",", robots)).append(']');
		if (!removed.isEmpty()) {
			text.append(",\"removed\":[\"").append(String.join("\",\"", removed)).append("\"]");
		}
		return WireFrame.text(head.path("op").stringValue(), text.append('}').toString());
	}

	private WireFrame wire(JsonNode node) {
		return WireFrame.text(node.path("op").stringValue(), this.mapper.writeValueAsString(node));
	}

}
