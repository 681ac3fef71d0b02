package com.lekiwi.heartbeat.adapter.dialect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Reads the body of {@code POST /heartbeat} as the legacy does: the same bodies are
 * beats, and what is wrong with the others is told in the same words and order. What is
 * right in JSON is Jackson's to say, as it is there; texts are decoded first, so that
 * nothing but UTF-8 is read as one.
 */
@Component
class BeatReader {

	private static final char REPLACEMENT = '\uFFFD';

	private final JsonMapper mapper = JsonMapper.builder().build();

	Reading read(@Nullable String contentType, byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8);
		if (text.indexOf(REPLACEMENT) >= 0 && !isText(body)) {
			return new Reading.Unreadable();
		}
		if (body.length == 0) {
			return Reading.Faulty.of(Fault.NO_BODY);
		}
		if (contentType != null && !isJson(contentType)) {
			return Reading.Faulty.of(Fault.NO_OBJECT);
		}
		try (JsonParser json = this.mapper.createParser(text)) {
			Reading reading = read(json);
			return (json.nextToken() == null) ? reading : Reading.Faulty.of(Fault.NO_JSON);
		}
		catch (JacksonException ex) {
			return Reading.Faulty.of(Fault.NO_JSON);
		}
	}

	private static Reading read(JsonParser json) {
		JsonToken first = json.nextToken();
		if (first == null || first == JsonToken.VALUE_NULL) {
			return Reading.Faulty.of(Fault.NO_BODY);
		}
		if (first != JsonToken.START_OBJECT) {
			json.skipChildren();
			return Reading.Faulty.of(Fault.NO_OBJECT);
		}
		return new BeatFields(json).read();
	}

	private static boolean isText(byte[] body) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
			return true;
		}
		catch (CharacterCodingException ex) {
			// That is the answer.
			return false;
		}
	}

	private static boolean isJson(String contentType) {
		if (contentType.equals("application/json")) {
			return true;
		}
		String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
	}

}
