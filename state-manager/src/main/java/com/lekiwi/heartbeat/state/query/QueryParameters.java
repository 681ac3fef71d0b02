package com.lekiwi.heartbeat.state.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.lekiwi.heartbeat.starter.problem.Fault;
import com.lekiwi.heartbeat.starter.problem.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's parameters and collects everything that is wrong with them, a
 * parameter that does not exist included. Read all of them, then {@link #check()}.
 */
public final class QueryParameters {

	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private final Map<String, String[]> given;

	private final List<Fault> faults = new ArrayList<>();

	private QueryParameters(Map<String, String[]> given) {
		this.given = given;
	}

	/**
	 * Begins to read.
	 * @param request the request
	 * @param known the parameters that there are
	 * @return its parameters
	 */
	public static QueryParameters of(HttpServletRequest request, String... known) {
		Set<String> names = new TreeSet<>(Arrays.asList(known));
		QueryParameters parameters = new QueryParameters(request.getParameterMap());
		for (String name : new TreeSet<>(parameters.given.keySet())) {
			if (!names.contains(name)) {
				parameters.fault(name, names.isEmpty() ? "not a parameter; there are none"
						: "not a parameter; there are " + String.join(", ", names));
			}
		}
		return parameters;
	}

	/**
	 * Notes something that is wrong.
	 * @param name the parameter
	 * @param message what is wrong with it
	 */
	public void fault(String name, String message) {
		this.faults.add(new Fault(name, message));
	}

	/**
	 * Ends reading.
	 * @throws InvalidRequestException if anything is wrong
	 */
	public void check() {
		if (!this.faults.isEmpty()) {
			throw new InvalidRequestException(this.faults);
		}
	}

	/**
	 * Reads a parameter that may be given once.
	 * @param <T> what it is
	 * @param name the parameter
	 * @param reader makes the value of its text; {@code null} where that is not one
	 * @param form what it must be, for people
	 * @return its value; {@code null} when it is not given, or wrong
	 */
	public <T> @Nullable T one(String name, Function<String, @Nullable T> reader, String form) {
		String[] values = this.given.get(name);
		if (values == null) {
			return null;
		}
		T value = (values.length == 1) ? reader.apply(values[0]) : null;
		if (value == null) {
			fault(name, (values.length == 1) ? "must be " + form : "must be given once");
		}
		return value;
	}

	/**
	 * Reads a parameter that may be given again and again, or as a list with commas.
	 * @param name the parameter
	 * @param allowed the values that there are
	 * @return its values; empty when it is not given
	 */
	public Set<String> some(String name, Set<String> allowed) {
		Set<String> some = new TreeSet<>();
		for (String values : this.given.getOrDefault(name, new String[0])) {
			for (String value : values.split(",", -1)) {
				if (allowed.contains(value)) {
					some.add(value);
				}
				else {
					fault(name, "'" + value + "' is none of " + String.join(", ", new TreeSet<>(allowed)));
				}
			}
		}
		return some;
	}

	/**
	 * Reads texts of a parameter that may be given again and again, or as a list with
	 * commas.
	 * @param name the parameter
	 * @param longest how many characters each may have
	 * @return its values; empty when it is not given
	 */
	public Set<String> texts(String name, int longest) {
		Set<String> texts = new TreeSet<>();
		for (String values : this.given.getOrDefault(name, new String[0])) {
			for (String value : values.split(",", -1)) {
				if (isText(value, longest)) {
					texts.add(value);
				}
				else {
					fault(name, "must be texts of 1 to " + longest + " characters, without control characters");
				}
			}
		}
		return texts;
	}

	/**
	 * Says whether a text can be looked for.
	 * @param text the text
	 * @param longest how many characters it may have
	 * @return whether it is neither empty nor too long, and has no control characters
	 */
	public static boolean isText(String text, int longest) {
		return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
	}

	/**
	 * Reads yes or no.
	 * @param name the parameter
	 * @return whether it is true; not when it is not given
	 */
	public boolean flag(String name) {
		Boolean flag = one(name, text -> switch (text) {
			case "true" -> Boolean.TRUE;
			case "false" -> Boolean.FALSE;
			default -> null;
		}, "true or false");
		return Boolean.TRUE.equals(flag);
	}

	/**
	 * Reads how many things a page has at most.
	 * @param preset how many when nobody says
	 * @param max how many may be asked for
	 * @return 1 to {@code max}
	 */
	public int limit(int preset, int max) {
		Integer limit = one("limit", text -> {
			Long number = number(text);
			return (number != null && number >= 1 && number <= max) ? Integer.valueOf(number.intValue()) : null;
		}, "a number from 1 to " + max);
		return (limit != null) ? limit : preset;
	}

	/**
	 * Reads a time, to the microsecond.
	 * @param name the parameter
	 * @return the time; {@code null} when it is not given, or wrong
	 */
	public @Nullable Instant time(String name) {
		return one(name, QueryParameters::instant, "a time such as 2026-01-01T12:00:00Z, from 1970 to 9998");
	}

	/**
	 * Notes a fault where a range ends before it begins.
	 * @param from its beginning; absent when it has none
	 * @param to its end; absent when it has none
	 */
	public void checkRange(@Nullable Instant from, @Nullable Instant to) {
		if (from != null && to != null && !from.isBefore(to)) {
			fault("from", "must be before to");
		}
	}

	/**
	 * Reads a number that is not negative.
	 * @param text decimal digits
	 * @return the number; {@code null} when it is none, or too large
	 */
	public static @Nullable Long number(String text) {
		boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
		return digits ? Long.valueOf(text) : null;
	}

	/**
	 * Reads a time, to the microsecond.
	 * @param text a time in UTC
	 * @return the time; {@code null} when it is none, or of no sane year
	 */
	public static @Nullable Instant instant(String text) {
		try {
			Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
			return (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) ? null : time;
		}
		catch (DateTimeException ex) {
			// The caller says what form it must have.
			return null;
		}
	}

}
