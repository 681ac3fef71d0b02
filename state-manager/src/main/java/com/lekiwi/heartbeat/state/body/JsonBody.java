package com.lekiwi.heartbeat.state.body;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads bodies that are one JSON value, or an array of them, token by token. */
@Component
public class JsonBody {

	private final JsonMapper json;

	/**
	 * Makes the reader.
	 * @param json how JSON is read
	 */
	public JsonBody(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Reads one item of an array.
	 *
	 * @param <R> what it is read as
	 */
	@FunctionalInterface
	public interface ItemReader<R> {

		/**
		 * Reads it.
		 * @param parser at the first token of the item; afterwards at its last
		 * @param pointer where it stands in the body, as a JSON pointer
		 * @return what was read
		 */
		R read(JsonParser parser, String pointer);

	}

	/**
	 * Reads a body that is one value.
	 * @param body the body
	 * @param reader reads it, from its first token to its last
	 * @param <R> what it is read as
	 * @return what was read
	 * @throws InvalidRequestException if it is not JSON
	 */
	public <R> R one(byte[] body, Function<JsonParser, R> reader) {
		try (JsonParser parser = this.json.createParser(body)) {
			parser.nextToken();
			R result = reader.apply(parser);
			requireEnd(parser);
			return result;
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	/**
	 * Reads a body that is an array.
	 * @param body the body
	 * @param max how many items there may be; of more, none is read
	 * @param items what they are called
	 * @param reader reads one
	 * @param <R> what it is read as
	 * @return what was read of each
	 * @throws InvalidRequestException if it is no array of 1 to {@code max} items
	 */
	public <R> List<R> many(byte[] body, int max, String items, ItemReader<R> reader) {
		try (JsonParser parser = this.json.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw invalid("must be an array of " + items);
			}
			List<R> results = new ArrayList<>();
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				if (results.size() == max) {
					throw invalid("must have at most " + max + " " + items + "; none of them was taken");
				}
				results.add(reader.read(parser, "/" + results.size()));
			}
			requireEnd(parser);
			if (results.isEmpty()) {
				throw invalid("must not be empty");
			}
			return results;
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	private static void requireEnd(JsonParser parser) {
		if (parser.nextToken() != null) {
			throw invalid("must be one JSON value and nothing after it");
		}
	}

	private static InvalidRequestException malformed(JacksonException failure) {
		TokenStreamLocation at = failure.getLocation();
		String where = (at != null) ? " at line " + at.getLineNr() + ", column " + at.getColumnNr() : "";
		return invalid("is not JSON" + where);
	}

	private static InvalidRequestException invalid(String message) {
		return new InvalidRequestException(List.of(new Fault("", message)));
	}

}
