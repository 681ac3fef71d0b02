package com.lekiwi.heartbeat.legacy.dialect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.lekiwi.heartbeat.legacy.memory.RobotMemory;
import com.lekiwi.heartbeat.legacy.memory.WallClock;
import com.lekiwi.heartbeat.legacy.trouble.TroubleMaker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves the legacy's API on 127.0.0.1. A connection has one request under way at most,
 * and there are so many connections at most: that bounds the virtual threads.
 */
public final class LegacyServer implements AutoCloseable {

	private static final int LONGEST_BODY = 16 * 1024;

	private static final int BACKLOG = 1024;

	/**
	 * What the JDK's server reads when its first one is made. Its own defaults close
	 * every kept connection beyond 200, and hold small answers back for 40 ms.
	 */
	private static final Map<String, String> SERVER_DEFAULTS = Map.of("jdk.httpserver.maxConnections", "20000",
			"sun.net.httpserver.maxIdleConnections", "20000", "sun.net.httpserver.nodelay", "true");

	private final LegacyRoutes routes;

	private final TroubleMaker trouble;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final HttpServer server;

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("legacy-http-", 0).factory());

	/**
	 * Opens the port; requests are answered once it is started.
	 * @param memory what is known of robots
	 * @param clock dates the answers
	 * @param trouble what requests meet first
	 * @param port the port; 0 for any that is free
	 * @throws IOException if the port cannot be had; the message names it
	 */
	public LegacyServer(RobotMemory memory, WallClock clock, TroubleMaker trouble, int port) throws IOException {
		this.routes = new LegacyRoutes(memory, clock);
		this.trouble = trouble;
		SERVER_DEFAULTS.forEach((key, value) -> System.setProperty(key, System.getProperty(key, value)));
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
		}
		catch (IOException ex) {
			throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + ex.getMessage(), ex);
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
			byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
			OptionalInt failure = this.trouble.meet();
			if (failure.isPresent()) {
				send(exchange, failure.getAsInt(), "text/plain; charset=utf-8",
						"Internal Server Error".getBytes(StandardCharsets.UTF_8));
				return;
			}
			Answer answer = (body.length > LONGEST_BODY) ? Answer.no(413, "Request body too large")
					: this.routes.answer(request(exchange, body));
			answer.headers().forEach(exchange.getResponseHeaders()::set);
			send(exchange, answer.status(), "application/json", this.mapper.writeValueAsBytes(answer.body()));
		}
		catch (InterruptedException ex) {
			// The server is closed under the request, which ends without an answer.
			Thread.currentThread().interrupt();
		}
	}

	private static Request request(HttpExchange exchange, byte[] body) {
		String path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
		return new Request(exchange.getRequestMethod(), path, "", exchange.getRequestHeaders().getFirst("Content-Type"),
				body);
	}

	private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		if (exchange.getRequestMethod().equals("HEAD")) {
			exchange.sendResponseHeaders(status, -1);
			return;
		}
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
	}

}
