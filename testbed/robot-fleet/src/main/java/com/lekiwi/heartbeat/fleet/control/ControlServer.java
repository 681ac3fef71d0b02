package com.lekiwi.heartbeat.fleet.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.problem.Problem;
import com.lekiwi.heartbeat.fleet.simulation.Simulation;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** Serves the simulation's truth, and the switches to it, on 127.0.0.1. */
public final class ControlServer implements AutoCloseable {

	private final ControlRoutes routes;

	private final JsonMapper mapper = FleetJson.mapper();

	private final HttpServer server;

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("control-", 0).factory());

	/**
	 * Opens the port; requests are answered once it is started.
	 * @param simulation what is asked and switched
	 * @param neighbourhood what is asked as well
	 * @param port the port on 127.0.0.1; 0 for any that is free
	 * @throws IOException if the port cannot be had; the message names it
	 */
	public ControlServer(Simulation simulation, Neighbourhood neighbourhood, int port) throws IOException {
		this.routes = new ControlRoutes(simulation, neighbourhood);
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
			ControlRoutes.Reply reply = this.routes.answer(exchange.getRequestMethod(),
					exchange.getRequestURI().getPath());
			byte[] body = this.mapper.writeValueAsBytes(reply.body());
			boolean problem = reply.body() instanceof Problem;
			exchange.getResponseHeaders().set("Content-Type", problem ? Problem.MEDIA_TYPE : "application/json");
			reply.headers().forEach(exchange.getResponseHeaders()::set);
			exchange.sendResponseHeaders(reply.status(), body.length);
			exchange.getResponseBody().write(body);
		}
	}

}
