package com.lekiwi.heartbeat.state.body;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/**
 * Reads fields of an object from the stream. A value that is wrong becomes a fault and is
 * skipped; {@code null} is the same as absent.
 */
public final class FieldReader {

	private final JsonParser json;

	private final List<Fault> faults;

	/**
	 * Where the object stands, and which of its fields is read: joined only for a fault.
	 */
	private String object;

	private String field = "";

	/**
	 * Begins at an object.
	 * @param json at the first token of the object
	 * @param pointer where the object stands in the body, as a JSON pointer
	 * @param faults where to add what is wrong
	 */
	public FieldReader(JsonParser json, String pointer, List<Fault> faults) {
		this.json = json;
		this.object = pointer;
		this.faults = faults;
	}

	/**
	 * Calls for every field of the current object; the callee reads or skips the value.
	 * @param reader takes a field's name
	 */
	public void each(Consumer<String> reader) {
		for (String name = this.json.nextName(); name != null; name = this.json.nextName()) {
			this.json.nextToken();
			this.field = name;
			reader.accept(name);
		}
	}

	/**
	 * Reads an object's fields.
	 * @param reader takes a field's name, and reads or skips the value
	 * @return whether there was an object
	 */
	public boolean object(Consumer<String> reader) {
		if (isNull()) {
			return false;
		}
		if (this.json.currentToken() != JsonToken.START_OBJECT) {
			fault("must be an object");
			return false;
		}
		String outer = this.object;
		this.object = outer + "/" + this.field;
		each(reader);
		this.object = outer;
		return true;
	}

	/** Passes over the value. */
	public void skip() {
		this.json.skipChildren();
	}

	/**
	 * Reads a robot's or an operator's id, or a name of its form.
	 * @return the id; {@code null} when there is none, or a wrong one
	 */
	public @Nullable String id() {
		String text = text(64);
		if (text != null && !RobotId.isValid(text)) {
			fault("must match " + RobotId.FORM.pattern());
			return null;
		}
		return text;
	}

	/**
	 * Reads the key of a beat.
	 * @return the key; {@code null} when there is none, or a wrong one
	 */
	public @Nullable String key() {
		String text = text(64);
		if (text != null && !Heartbeat.KEY_FORM.matcher(text).matches()) {
			fault("must match " + Heartbeat.KEY_FORM.pattern());
			return null;
		}
		return text;
	}

	/**
	 * Reads a text that PostgreSQL can keep.
	 * @param maxLength how many characters it may have
	 * @return the text; {@code null} when there is none, or a wrong one
	 */
	public @Nullable String text(int maxLength) {
		if (isNull()) {
			return null;
		}
		if (this.json.currentToken() != JsonToken.VALUE_STRING) {
			fault("must be a text");
			return null;
		}
		String text = this.json.getString();
		// A character outside of the basic plane counts once, as it does in the API's
		// schema.
		if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
			fault("must have at most " + maxLength + " characters");
			return null;
		}
		if (!isStorable(text)) {
			fault("must not contain NUL or half a surrogate pair");
			return null;
		}
		return text;
	}

	/** PostgreSQL keeps no NUL, and UTF-8 has no lone surrogates. */
	private static boolean isStorable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 0 || Character.isLowSurrogate(c)) {
				return false;
			}
			if (Character.isHighSurrogate(c)) {
				i++;
				if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
					return false;
				}
			}
		}
		return true;
	}

	/**
	 * Reads an integer.
	 * @param min the lowest
	 * @param max the highest
	 * @return the integer; {@code null} when there is none, or a wrong one
	 */
	public @Nullable Long integer(long min, long max) {
		if (isNull()) {
			return null;
		}
		if (this.json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
			try {
				long value = this.json.getLongValue();
				if (value >= min && value <= max) {
					return value;
				}
			}
			catch (InputCoercionException ex) {
				// Larger than any long, so out of the range as well.
				fault("must be an integer from " + min + " to " + max);
				return null;
			}
		}
		fault("must be an integer from " + min + " to " + max);
		return null;
	}

	/**
	 * Reads a number; one that no double can hold comes out infinite, so out of the
	 * range.
	 * @param min the lowest
	 * @param max the highest
	 * @return the number; {@code null} when there is none, or a wrong one
	 */
	public @Nullable Float number(double min, double max) {
		if (isNull()) {
			return null;
		}
		if (this.json.currentToken() == null || !this.json.currentToken().isNumeric()) {
			fault("must be a number");
			return null;
		}
		double value = this.json.getDoubleValue();
		if (!(value >= min && value <= max)) {
			fault("must be a number from " + plain(min) + " to " + plain(max));
			return null;
		}
		return (float) value;
	}

	private static String plain(double bound) {
		return Long.toString((long) bound);
	}

	/**
	 * Reads true or false.
	 * @return the value; {@code null} when there is none, or a wrong one
	 */
	public @Nullable Boolean bool() {
		return switch (this.json.currentToken()) {
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case null, default -> {
				if (!isNull()) {
					fault("must be true or false");
				}
				yield null;
			}
		};
	}

	/**
	 * Reads a time with a zone.
	 * @return the time; {@code null} when there is none, or a wrong one
	 */
	public @Nullable Instant instant() {
		String text = text(64);
		if (text == null) {
			return null;
		}
		Instant time = SentTime.parse(text);
		if (time == null) {
			fault("must be a time of the years 1970 to 9999 with a zone, such as 2026-01-01T12:00:00.120Z");
		}
		return time;
	}

	/**
	 * Reads one of some names.
	 * @param names the constants by their names
	 * @param <E> the enum
	 * @return the constant; {@code null} when there is none, or a wrong one
	 */
	public <E extends Enum<E>> @Nullable E constant(Map<String, E> names) {
		String text = text(64);
		if (text == null) {
			return null;
		}
		E constant = names.get(text);
		if (constant == null) {
			fault("must be one of " + String.join(", ", names.keySet()));
		}
		return constant;
	}

	/**
	 * The constants of an enum by their names in JSON.
	 * @param <E> the enum
	 * @param constants all of them
	 * @return constants by lower-case name, in their order
	 */
	public static <E extends Enum<E>> Map<String, E> names(E[] constants) {
		Map<String, E> names = new LinkedHashMap<>();
		for (E constant : constants) {
			names.put(constant.name().toLowerCase(Locale.ROOT), constant);
		}
		return Collections.unmodifiableMap(names);
	}

	private boolean isNull() {
		return this.json.currentToken() == JsonToken.VALUE_NULL;
	}

	private void fault(String message) {
		this.faults.add(new Fault(this.object + "/" + this.field, message));
		this.json.skipChildren();
	}

}
