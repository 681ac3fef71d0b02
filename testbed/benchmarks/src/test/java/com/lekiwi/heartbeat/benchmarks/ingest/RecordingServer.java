package com.lekiwi.heartbeat.benchmarks.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers everything with 204 and keeps what it was sent. */
final class RecordingServer implements AutoCloseable {

	record Request(String method, String target, String contentType, String body) {
	}

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	private final ExecutorService executor = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("recording-server-", 0).factory());

	private final HttpServer server;

	RecordingServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::record);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	List<Request> requests() {
		return List.copyOf(this.requests);
	}

	private void record(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			String type = exchange.getRequestHeaders().getFirst("Content-Type");
			this.requests.add(new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
					(type != null) ? type : "", body));
			exchange.sendResponseHeaders(204, -1);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.close();
	}

}
