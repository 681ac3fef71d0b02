package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A discovery-service whose scan is running when it is first looked at, and over at the
 * second look; it has results a page each.
 */
final class FakeDiscovery implements AutoCloseable {

	private final HttpServer server;

	private final List<String> results;

	private int looks;

	FakeDiscovery(List<String> results) throws IOException {
		this.results = results;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.server.createContext("/api/v2/discovery/scans", this::answer);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			boolean start = exchange.getRequestMethod().equals("POST");
			byte[] body = (start ? "{\"id\":7}" : told(exchange)).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(start ? 202 : 200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private String told(HttpExchange exchange) {
		if (exchange.getRequestURI().getPath().endsWith("/7")) {
			this.looks++;
			return "{\"state\":\"" + ((this.looks > 1) ? "finished" : "running") + "\"}";
		}
		String query = exchange.getRequestURI().getQuery();
		int from = query.contains("cursor=") ? Integer.parseInt(query.substring(query.indexOf("cursor=") + 7)) : 0;
		int to = Math.min(from + 1, this.results.size());
		return "{\"results\":" + this.results.subList(from, to) + ",\"cursor\":\"" + to + "\",\"more\":"
				+ (to < this.results.size()) + "}";
	}

}
