package com.lekiwi.heartbeat.state.body;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Times as robots send them: ISO 8601 with a zone. The common form, in UTC with
 * milliseconds, is read without a formatter, as nearly every heartbeat has one.
 */
final class SentTime {

	private static final String FORM = "0000-00-00T00:00:00.000Z";

	private static final long DAY_S = 86_400;

	private SentTime() {
	}

	/**
	 * Reads a time.
	 * @param text the text
	 * @return the time; {@code null} if it is none, or outside of the years 1970 to 9999
	 */
	static @Nullable Instant parse(String text) {
		try {
			if (hasCommonForm(text)) {
				return common(text);
			}
			OffsetDateTime time = OffsetDateTime.parse(text);
			return (time.getYear() >= 1970 && time.getYear() <= 9999) ? time.toInstant() : null;
		}
		catch (DateTimeException ex) {
			// Not a time: the caller says so.
			return null;
		}
	}

	private static boolean hasCommonForm(String text) {
		if (text.length() != FORM.length()) {
			return false;
		}
		for (int i = 0; i < FORM.length(); i++) {
			char c = text.charAt(i);
			boolean fits = (FORM.charAt(i) == '0') ? c >= '0' && c <= '9' : c == FORM.charAt(i);
			if (!fits) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable Instant common(String text) {
		int year = number(text, 0, 4);
		int hour = number(text, 11, 13);
		int minute = number(text, 14, 16);
		int second = number(text, 17, 19);
		if (year < 1970 || hour > 23 || minute > 59 || second > 59) {
			return null;
		}
		long day = LocalDate.of(year, number(text, 5, 7), number(text, 8, 10)).toEpochDay();
		return Instant.ofEpochSecond(day * DAY_S + hour * 3_600L + minute * 60L + second,
				number(text, 20, 23) * 1_000_000L);
	}

	private static int number(String text, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = number * 10 + (text.charAt(i) - '0');
		}
		return number;
	}

}
