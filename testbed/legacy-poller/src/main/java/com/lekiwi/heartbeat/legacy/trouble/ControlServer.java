package com.lekiwi.heartbeat.legacy.trouble;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.lekiwi.heartbeat.legacy.poll.PollCount;
import com.lekiwi.heartbeat.legacy.poll.SerialPoller;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The switches to the trouble, and the count of polls, on a port of 127.0.0.1 that the
 * trouble does not reach.
 */
public final class ControlServer implements AutoCloseable {

	private static final int LONGEST_BODY = 1024;

	private final TroubleMaker maker;

	private final SerialPoller poller;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final HttpServer server;

	private final ExecutorService threads = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().name("legacy-control").daemon().factory());

	/**
	 * Opens the port; requests are answered once it is started.
	 * @param maker what is switched
	 * @param poller what is asked
	 * @param port the port; 0 for any that is free
	 * @throws IOException if the port cannot be had; the message names it
	 */
	public ControlServer(TroubleMaker maker, SerialPoller poller, int port) throws IOException {
		this.maker = maker;
		this.poller = poller;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
		}
		catch (IOException ex) {
			throw new IOException("cannot listen on 127.0.0.1:" + port + " for the control server: " + ex.getMessage(),
					ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
	}

	/** Answers requests. */
	public void start() {
		this.server.start();
	}

	/**
	 * Tells where it listens.
	 * @return the port
	 */
	public int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
			switch (asked) {
				case "GET /polls" -> answer(exchange, 200, polls(this.poller.count()));
				case "GET /trouble" -> answer(exchange, 200, written(this.maker.trouble()));
				case "PUT /trouble" -> put(exchange);
				case "DELETE /trouble" -> {
					this.maker.make(Trouble.NONE);
					answer(exchange, 200, written(Trouble.NONE));
				}
				default -> refuse(exchange, 404, "There is GET /polls, and GET, PUT and DELETE /trouble.");
			}
		}
	}

	private void put(HttpExchange exchange) throws IOException {
		try {
			Trouble next = read(exchange.getRequestBody().readNBytes(LONGEST_BODY));
			this.maker.make(next);
			answer(exchange, 200, written(next));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			refuse(exchange, 400, (ex instanceof JacksonException) ? "The body is no JSON." : ex.getMessage());
		}
	}

	private Trouble read(byte[] body) {
		JsonNode asked = this.mapper.readTree(body);
		if (!asked.isObject()) {
			throw new IllegalArgumentException("the body is no object");
		}
		asked.propertyNames().forEach(name -> {
			if (!name.equals("delay_ms") && !name.equals("status")) {
				throw new IllegalArgumentException("unknown field " + name);
			}
		});
		Integer delayMs = number(asked, "delay_ms");
		return new Trouble(Duration.ofMillis((delayMs != null) ? delayMs : 0), number(asked, "status"));
	}

	private static @Nullable Integer number(JsonNode object, String field) {
		JsonNode value = object.get(field);
		if (value == null || value.isNull()) {
			return null;
		}
		if (!value.isInt()) {
			throw new IllegalArgumentException(field + " is no whole number");
		}
		return value.intValue();
	}

	private static Map<String, @Nullable Object> written(Trouble trouble) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("delay_ms", trouble.delay().toMillis());
		body.put("status", trouble.status());
		return body;
	}

	private static Map<String, @Nullable Object> polls(PollCount count) {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("rounds", count.rounds());
		body.put("last_round_ms", count.lastRoundMs());
		body.put("asked", count.asked());
		body.put("answered", count.answered());
		return body;
	}

	private void refuse(HttpExchange exchange, int status, @Nullable String detail) throws IOException {
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		body.put("type", "/problems/" + ((status == 404) ? "not-found" : "invalid-request"));
		body.put("title", (status == 404) ? "Not found" : "The request is not valid");
		body.put("status", status);
		body.put("detail", detail);
		exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
		send(exchange, status, body);
	}

	private void answer(HttpExchange exchange, int status, Map<String, @Nullable Object> body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		send(exchange, status, body);
	}

	private void send(HttpExchange exchange, int status, Map<String, @Nullable Object> body) throws IOException {
		byte[] bytes = this.mapper.writeValueAsBytes(body);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

}
