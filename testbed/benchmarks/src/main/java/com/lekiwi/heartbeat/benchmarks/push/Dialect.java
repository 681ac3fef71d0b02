package com.lekiwi.heartbeat.benchmarks.push;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What clients say to a server to be told of changes, and how changes look. */
final class Dialect {

	/** websocket-monitor's own. */
	static final Dialect HEARTBEAT = new Dialect(List.of("{\"op\":\"subscribe\",\"max_rate_ms\":0}"),
			"{\"op\":\"delta\"", "{\"op\":\"snapshot\"");

	/** STOMP, as Spring's broker has it. */
	static final Dialect STOMP = new Dialect(
			List.of("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0",
					"SUBSCRIBE\nid:0\ndestination:/topic/fleet\n\n\0"),
			"MESSAGE", "CONNECTED");

	private final List<String> greetings;

	private final byte[] news;

	private final byte[] welcome;

	private Dialect(List<String> greetings, String news, String welcome) {
		this.greetings = greetings;
		this.news = news.getBytes(StandardCharsets.US_ASCII);
		this.welcome = welcome.getBytes(StandardCharsets.US_ASCII);
	}

	/** Messages that a client sends, one after the other. */
	List<String> greetings() {
		return this.greetings;
	}

	/** How a message begins that tells of changes. */
	byte[] news() {
		return this.news;
	}

	/** How the message begins that says that all is well. */
	byte[] welcome() {
		return this.welcome;
	}

}
