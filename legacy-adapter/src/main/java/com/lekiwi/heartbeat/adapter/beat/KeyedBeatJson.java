package com.lekiwi.heartbeat.adapter.beat;

import java.util.Locale;

import tools.jackson.core.io.JsonStringEncoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes a beat as an item of {@code POST /api/v2/heartbeats}. */
final class KeyedBeatJson {

	private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

	private static final int USUAL_LENGTH = 256;

	private KeyedBeatJson() {
	}

	static byte[] write(KeyedBeat beat) {
		StringBuilder json = new StringBuilder(USUAL_LENGTH);
		// Neither has a character that JSON would escape.
		json.append("{\"robot_id\":\"").append(beat.robotId()).append("\",\"key\":\"").append(beat.key()).append('"');
		if (beat.name() != null) {
			text(json, "name", beat.name());
		}
		if (beat.type() != null) {
			constant(json, "type", beat.type());
		}
		if (beat.address() != null) {
			text(json, "address", beat.address());
		}
		if (beat.status() != null) {
			constant(json, "status", beat.status());
		}
		if (beat.hostReady() != null) {
			json.append(",\"teleoperation\":{\"host_ready\":").append(beat.hostReady().booleanValue()).append('}');
		}
		return json.append('}').toString().getBytes(UTF_8);
	}

	private static void text(StringBuilder json, String field, String value) {
		json.append(",\"").append(field).append("\":\"");
		ENCODER.quoteAsString(value, json);
		json.append('"');
	}

	private static void constant(StringBuilder json, String field, Enum<?> value) {
		json.append(",\"").append(field).append("\":\"").append(value.name().toLowerCase(Locale.ROOT)).append('"');
	}

}
