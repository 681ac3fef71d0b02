package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import com.lekiwi.heartbeat.legacy.poll.Networks;
import com.lekiwi.heartbeat.legacy.poll.PollSettings;

/** Legacies for tests, and requests to them. */
public final class Legacies {

	private Legacies() {
	}

	/** A legacy with a control port, which polls nobody that answers. */
	public static Legacy started(int port) throws IOException {
		PollSettings polls = new PollSettings(1, Duration.ofSeconds(5), Duration.ofSeconds(2),
				Networks.of(List.of("127.0.0.0/8")), List.of());
		Legacy legacy = new Legacy(
				new LegacySettings(port, 0, ZoneId.of("Europe/Berlin"), Duration.ofSeconds(60), polls),
				Clock.systemUTC());
		legacy.start();
		return legacy;
	}

	/** A port that was free a moment ago. */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	static HttpResponse<String> send(HttpClient http, String method, URI uri, String body)
			throws IOException, InterruptedException {
		return http.send(HttpRequest.newBuilder(uri)
			.timeout(Duration.ofSeconds(10))
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

}
