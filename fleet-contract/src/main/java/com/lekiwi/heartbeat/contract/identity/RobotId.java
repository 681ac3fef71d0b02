package com.lekiwi.heartbeat.contract.identity;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A robot's name in the fleet: 1 to 64 characters, letters, digits, {@code . _ -}, the
 * first of them a letter or a digit.
 *
 * @param value the id as it stands in paths and messages
 */
public record RobotId(@JsonValue String value) implements Comparable<RobotId> {

	/** The form of every id, robots' and operators' alike. */
	public static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException if the value does not match {@link #FORM}
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public RobotId {
		if (!isValid(value)) {
			throw new IllegalArgumentException("not a robot id: it must match " + FORM.pattern());
		}
	}

	/**
	 * Says whether a text is an id, without the cost of a regular expression: this runs
	 * for every heartbeat.
	 * @param text what may be an id
	 * @return whether it matches {@link #FORM}
	 */
	public static boolean isValid(String text) {
		int length = text.length();
		if (length == 0 || length > 64 || !isLetterOrDigit(text.charAt(0))) {
			return false;
		}
		for (int i = 1; i < length; i++) {
			char c = text.charAt(i);
			if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
				return false;
			}
		}
		return true;
	}

	@Override
	public int compareTo(RobotId other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

	private static boolean isLetterOrDigit(char c) {
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
	}

}
