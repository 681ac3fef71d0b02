package com.lekiwi.heartbeat.adapter.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a path of the legacy stands for. A slash at the end makes it another path. */
sealed interface Target {

	/** The method that the path takes; every other is refused with this one named. */
	String method();

	/** {@code /health}. */
	record Health() implements Target {

		@Override
		public String method() {
			return "GET";
		}

	}

	/** {@code /robots}. */
	record Robots() implements Target {

		@Override
		public String method() {
			return "GET";
		}

	}

	/**
	 * {@code /robots/{id}}.
	 *
	 * @param id what stands there, whatever it is
	 */
	record Robot(String id) implements Target {

		@Override
		public String method() {
			return "GET";
		}

	}

	/**
	 * {@code /robots/{id}/teleoperation-status}.
	 *
	 * @param id what stands there, whatever it is
	 */
	record Teleoperation(String id) implements Target {

		@Override
		public String method() {
			return "GET";
		}

	}

	/** {@code /heartbeat}. */
	record Heartbeat() implements Target {

		@Override
		public String method() {
			return "POST";
		}

	}

	/** Nothing. */
	record Nothing() implements Target {

		@Override
		public String method() {
			return "";
		}

	}

	/**
	 * Tells what a path stands for.
	 * @param path the path as it was sent
	 * @return its target
	 */
	static Target of(String path) {
		return switch (path) {
			case "/heartbeat" -> new Heartbeat();
			case "/robots" -> new Robots();
			case "/health" -> new Health();
			default -> (path.indexOf('%') < 0) ? robot(path) : encoded(path);
		};
	}

	private static Target encoded(String path) {
		try {
			// A plus is one, and no blank.
			String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
			return (decoded.indexOf('%') < 0) ? of(decoded) : robot(decoded);
		}
		catch (IllegalArgumentException ex) {
			return new Nothing();
		}
	}

	private static Target robot(String path) {
		String prefix = "/robots/";
		if (!path.startsWith(prefix)) {
			return new Nothing();
		}
		int end = path.indexOf('/', prefix.length());
		if (end < 0) {
			return (path.length() > prefix.length()) ? new Robot(path.substring(prefix.length())) : new Nothing();
		}
		boolean named = end > prefix.length() && path.substring(end).equals("/teleoperation-status");
		return named ? new Teleoperation(path.substring(prefix.length(), end)) : new Nothing();
	}

}
