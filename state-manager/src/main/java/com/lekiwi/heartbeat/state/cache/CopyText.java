package com.lekiwi.heartbeat.state.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import com.lekiwi.heartbeat.state.query.QueryParameters;

/**
 * A copy as it stands in Redis: a line {@code =generation form microseconds tag}, and the
 * body.
 */
final class CopyText {

	private static final int FIELDS = 4;

	private CopyText() {
	}

	static byte[] write(String generation, String form, RobotCopy copy) {
		String head = "=%s %s %d %s\n".formatted(generation, form, micros(copy.readAt()), copy.tag());
		byte[] line = head.getBytes(StandardCharsets.UTF_8);
		byte[] text = Arrays.copyOf(line, line.length + copy.body().length);
		System.arraycopy(copy.body(), 0, text, line.length, copy.body().length);
		return text;
	}

	/**
	 * Reads a copy.
	 * @param text what stands in Redis
	 * @return the copy; empty when that is no text of ours
	 */
	static Optional<RobotCopy> read(byte[] text) {
		int end = 0;
		while (end < text.length && text[end] != '\n') {
			end++;
		}
		String[] head = new String(text, 0, end, StandardCharsets.UTF_8).split(" ", -1);
		Long readAt = (head.length == FIELDS) ? QueryParameters.number(head[2]) : null;
		if (end + 1 >= text.length || readAt == null) {
			return Optional.empty();
		}
		Instant time = Instant.ofEpochSecond(readAt / 1_000_000, readAt % 1_000_000 * 1_000);
		return Optional.of(new RobotCopy(time, head[3], Arrays.copyOfRange(text, end + 1, text.length)));
	}

	private static long micros(Instant time) {
		return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
	}

}
