package com.lekiwi.heartbeat.fleet.delivery;

import java.io.IOException;
import java.time.Duration;

import com.lekiwi.heartbeat.fleet.ledger.AnsweredBy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Reads what is the same in both dialects. */
final class AnswerReader {

	private static final int REFUSAL_LENGTH = 512;

	private AnswerReader() {
	}

	static AnsweredBy system(ClassicHttpResponse response) {
		Header header = response.getFirstHeader("X-Heartbeat-System");
		String name = (header != null) ? header.getValue() : "";
		return switch (name) {
			case "new" -> AnsweredBy.NEW;
			case "legacy" -> AnsweredBy.LEGACY;
			default -> AnsweredBy.ABSENT;
		};
	}

	/** Reads an answer that is no acknowledgement. */
	static Answer other(ClassicHttpResponse response) throws IOException {
		int status = response.getCode();
		if (status == 503 || status == 429) {
			return new Answer.NotNow(retryAfter(response));
		}
		if (status >= 400 && status < 500 && status != 408) {
			return new Answer.Refused(status, body(response));
		}
		// Another success is no promise, and after another failure the beat may be
		// committed all the same.
		return new Answer.NoAnswer();
	}

	static String body(ClassicHttpResponse response) throws IOException {
		if (response.getEntity() == null) {
			return "";
		}
		try {
			return EntityUtils.toString(response.getEntity(), REFUSAL_LENGTH);
		}
		catch (ParseException ex) {
			return "unreadable: " + ex.getMessage();
		}
	}

	private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
		Header header = response.getFirstHeader("Retry-After");
		if (header == null || !header.getValue().matches("[0-9]{1,9}")) {
			return null;
		}
		return Duration.ofSeconds(Long.parseLong(header.getValue()));
	}

}
