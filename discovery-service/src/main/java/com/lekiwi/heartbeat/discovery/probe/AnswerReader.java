package com.lekiwi.heartbeat.discovery.probe;

import java.util.Locale;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Judges an answer in HTTP that was read to its end. */
final class AnswerReader {

	private static final int LONGEST_LOCATION = 256;

	private static final int LONGEST_TYPE = 128;

	private final StatusReader statuses = new StatusReader();

	Verdict read(ClassicHttpResponse response, byte[] body, long received) {
		int status = response.getCode();
		String contentType = header(response, "Content-Type", LONGEST_TYPE);
		if (status >= 300 && status < 400) {
			return new Verdict(Outcome.REDIRECTED, status, "it sent us elsewhere; nobody went there",
					header(response, "Location", LONGEST_LOCATION), null, sampled(contentType, body, received));
		}
		if (status >= 400) {
			return Verdict.of(Outcome.NOT_A_ROBOT, status, "it answered " + status,
					sampled(contentType, body, received));
		}
		try {
			StatusReader.Status found = this.statuses.read(body);
			return new Verdict(Outcome.ROBOT, status, null, null, found.robot(),
					new Evidence(found.buses(), contentType, received, null, null));
		}
		catch (NoRobotException ex) {
			return Verdict.of(Outcome.NOT_A_ROBOT, status, String.valueOf(ex.getMessage()),
					sampled(contentType, body, received));
		}
		catch (JacksonException ex) {
			// Whoever says that it is something else is not to be blamed for it.
			return isSomethingElse(contentType)
					? Verdict.of(Outcome.NOT_A_ROBOT, status, "it answered with " + contentType,
							sampled(contentType, body, received))
					: Verdict.of(Outcome.GARBAGE, status, "the body is not JSON", sampled(contentType, body, received));
		}
	}

	private static boolean isSomethingElse(@Nullable String contentType) {
		return contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("json");
	}

	private static Evidence sampled(@Nullable String contentType, byte[] body, long received) {
		Sample sample = Sample.of(body);
		return new Evidence(null, contentType, received, sample.sha256(), sample.first());
	}

	private static @Nullable String header(ClassicHttpResponse response, String name, int longest) {
		Header header = response.getFirstHeader(name);
		if (header == null || header.getValue() == null) {
			return null;
		}
		String value = header.getValue().replaceAll("[^ -~]", ".");
		return value.substring(0, Math.min(value.length(), longest));
	}

}
