package com.lekiwi.heartbeat.state.heartbeat;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads the bodies of requests that carry beats. */
@Component
class BeatJson {

	private final JsonMapper json;

	BeatJson(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Reads a body that is one beat.
	 * @param body the body
	 * @return the beat or its faults
	 */
	BeatReader.Result one(byte[] body) {
		try (JsonParser parser = this.json.createParser(body)) {
			parser.nextToken();
			BeatReader.Result result = BeatReader.read(parser, "", false);
			requireEnd(parser);
			return result;
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	/**
	 * Reads a body that is an array of beats.
	 * @param body the body
	 * @param max how many there may be; of more, none is read
	 * @return a result for each
	 * @throws InvalidRequestException if it is no array of 1 to {@code max} items
	 */
	List<BeatReader.Result> many(byte[] body, int max) {
		try (JsonParser parser = this.json.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw invalid("", "must be an array of beats");
			}
			List<BeatReader.Result> results = new ArrayList<>();
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				if (results.size() == max) {
					throw invalid("", "must have at most " + max + " beats; none of them was taken");
				}
				results.add(BeatReader.read(parser, "/" + results.size(), true));
			}
			requireEnd(parser);
			if (results.isEmpty()) {
				throw invalid("", "must have at least one beat");
			}
			return results;
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	private static void requireEnd(JsonParser parser) {
		if (parser.nextToken() != null) {
			throw invalid("", "must be one JSON value and nothing after it");
		}
	}

	private static InvalidRequestException malformed(JacksonException failure) {
		TokenStreamLocation at = failure.getLocation();
		String where = (at != null) ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
		return invalid("", "is not JSON" + where);
	}

	private static InvalidRequestException invalid(String pointer, String message) {
		return new InvalidRequestException(List.of(new Fault(pointer, message)));
	}

}
