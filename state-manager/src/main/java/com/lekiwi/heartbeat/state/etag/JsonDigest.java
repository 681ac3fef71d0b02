package com.lekiwi.heartbeat.state.etag;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A digest of what an answer says. The value of {@code as_of} in the outermost object is
 * left out: it tells when the answer was read, and is another each time.
 */
final class JsonDigest {

	private static final byte[] AS_OF = "\"as_of\":\"".getBytes(StandardCharsets.US_ASCII);

	private static final int BYTES = 16;

	private JsonDigest() {
	}

	static String of(byte[] json) {
		int length = json.length;
		MessageDigest digest = sha256();
		int value = valueOfAsOf(json, length);
		if (value < 0) {
			digest.update(json, 0, length);
		}
		else {
			int end = endOfText(json, length, value);
			digest.update(json, 0, value);
			digest.update(json, end, length - end);
		}
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
	}

	/** Where the text begins that is to be left out; -1 if there is none. */
	private static int valueOfAsOf(byte[] json, int length) {
		int depth = 0;
		for (int at = 0; at < length; at++) {
			switch (json[at]) {
				case '{', '[' -> depth++;
				case '}', ']' -> depth--;
				case '"' -> {
					if (depth == 1 && startsWith(json, length, at)) {
						return at + AS_OF.length;
					}
					at = endOfText(json, length, at + 1);
				}
				default -> {
					// Part of a number or a word, or between them.
				}
			}
		}
		return -1;
	}

	private static boolean startsWith(byte[] json, int length, int at) {
		return at + AS_OF.length <= length && Arrays.equals(json, at, at + AS_OF.length, AS_OF, 0, AS_OF.length);
	}

	/** The closing quotation mark of the text that begins here. */
	private static int endOfText(byte[] json, int length, int begin) {
		int at = begin;
		while (at < length && json[at] != '"') {
			at += (json[at] == '\\') ? 2 : 1;
		}
		return Math.min(at, length);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
