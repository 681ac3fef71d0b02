package com.lekiwi.heartbeat.legacy.poll;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

/** A robot that answers polls with the same thing, and notes when they came. */
final class PolledRobot implements AutoCloseable {

	private final HttpServer server;

	private final List<Long> askedNanos = new CopyOnWriteArrayList<>();

	PolledRobot(String ip, int port, int status, String body) throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(ip), port), 0);
		this.server.createContext("/", exchange -> {
			try (exchange) {
				this.askedNanos.add(System.nanoTime());
				byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(status, bytes.length);
				exchange.getResponseBody().write(bytes);
			}
		});
		this.server.start();
	}

	/** Takes connections, and never answers. */
	static ServerSocket dead(String ip, int port) throws IOException {
		return new ServerSocket(port, 50, InetAddress.ofLiteral(ip));
	}

	static String status(String id, boolean hostUp) {
		return "{\"id\":\"%s\",\"name\":\"Kiwi\",\"teleop_host\":%s}".formatted(id, hostUp);
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	List<Long> askedNanos() {
		return this.askedNanos;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
