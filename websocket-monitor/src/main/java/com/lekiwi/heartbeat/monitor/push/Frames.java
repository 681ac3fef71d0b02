package com.lekiwi.heartbeat.monitor.push;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.monitor.source.Gap;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import org.jspecify.annotations.Nullable;
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

	/** One part, counted from 1, of all robots that the watcher wants. */
	String snapshot(List<String> robots, int part, int parts, SourceState state) {
		ObjectNode head = frame("snapshot");
		head.put("part", part).put("parts", parts);
		return withRobots(head.set("source", source(state)), robots, List.of());
	}

	/**
	 * What has changed.
	 * @param robots ids with the fields that changed, or whole robots that are new to the
	 * watcher
	 * @param removed ids of robots that are gone, or that the filter takes no more
	 * @param conflated changes that are left out because a newer one overtook them
	 */
	String delta(List<String> robots, List<String> removed, long conflated) {
		ObjectNode head = frame("delta");
		if (conflated > 0) {
			head.put("conflated", conflated);
		}
		return withRobots(head, robots, removed);
	}

	String ping(SourceState state) {
		return text(frame("ping").set("source", source(state)));
	}

	/** A gap has ended when it has a {@code to}. */
	String gap(Gap gap) {
		ObjectNode frame = frame("gap").put("reason", gap.reason().jsonName());
		put(frame, "from", gap.from());
		put(frame, "to", gap.to());
		return text(frame);
	}

	/** What befalls many robots at once; replaces what was told before. */
	String situation(Situation situation) {
		ObjectNode frame = frame("situation");
		frame.set("incidents", this.mapper.valueToTree(situation.incidents()));
		return text(frame.set("blind", this.mapper.valueToTree(situation.blind())));
	}

	String error(String detail) {
		return text(frame("error").put("detail", detail));
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

	private String withRobots(ObjectNode head, List<String> robots, List<String> removed) {
		StringBuilder text = new StringBuilder(256 + robots.size() * 384);
		text.append(text(head));
		text.setLength(text.length() - 1);
		text.append(",\"robots\":[").append(String.join(",", robots)).append(']');
		if (!removed.isEmpty()) {
			text.append(",\"removed\":[\"").append(String.join("\",\"", removed)).append("\"]");
		}
		return text.append('}').toString();
	}

	private String text(Object node) {
		return this.mapper.writeValueAsString(node);
	}

}
