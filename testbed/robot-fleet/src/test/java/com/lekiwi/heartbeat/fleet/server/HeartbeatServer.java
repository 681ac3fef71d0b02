package com.lekiwi.heartbeat.fleet.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** A heartbeat server that reacts as it is told, and keeps count in the plainest way. */
public final class HeartbeatServer implements AutoCloseable {

	private static final Pattern PATH = Pattern.compile("/api/v2/robots/([^/]+)/heartbeat");

	private final JsonMapper mapper = FleetJson.mapper();

	private final CommittedBeats committed = new CommittedBeats();

	private final List<ReceivedBeat> received = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("heartbeat-server-", 0).factory());

	private final HttpServer server;

	private volatile Function<ReceivedBeat, Reaction> script;

	public HeartbeatServer(int port, Function<ReceivedBeat, Reaction> script) throws IOException {
		this.script = script;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	public static HeartbeatServer that(Function<ReceivedBeat, Reaction> script) throws IOException {
		return new HeartbeatServer(0, script);
	}

	/** A port that was free a moment ago. */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	public void react(Function<ReceivedBeat, Reaction> newScript) {
		this.script = newScript;
	}

	/** Lets go of all requests that stall, now and later. */
	public void release() {
		this.released.countDown();
	}

	public List<ReceivedBeat> received() {
		return this.received;
	}

	public CommittedBeats committed() {
		return this.committed;
	}

	@Override
	public void close() {
		release();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
			if (!path.matches()) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			ReceivedBeat beat = new ReceivedBeat(new RobotId(path.group(1)), exchange.getRemoteAddress().getAddress(),
					exchange.getRequestHeaders().getFirst("Content-Type"),
					this.mapper.readValue(exchange.getRequestBody().readAllBytes(), Heartbeat.class));
			this.received.add(beat);
			react(exchange, beat, this.script.apply(beat));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void react(HttpExchange exchange, ReceivedBeat beat, Reaction reaction)
			throws IOException, InterruptedException {
		switch (reaction) {
			case COMMIT -> {
				this.committed.add(beat);
				exchange.sendResponseHeaders(204, -1);
			}
			case COMMIT_AND_HANG_UP -> this.committed.add(beat);
			case HANG_UP -> {
				// Closing the exchange unanswered closes the connection.
			}
			case STALL -> {
				this.released.await();
				this.committed.add(beat);
				exchange.sendResponseHeaders(204, -1);
			}
			case BE_BUSY -> exchange.sendResponseHeaders(503, -1);
			case ASK_TO_WAIT -> {
				exchange.getResponseHeaders().set("Retry-After", "1");
				exchange.sendResponseHeaders(503, -1);
			}
			case FAIL -> exchange.sendResponseHeaders(500, -1);
			case REFUSE -> {
				byte[] body = "{\"title\":\"no such luck\"}".getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(400, body.length);
				exchange.getResponseBody().write(body);
			}
		}
	}

	/** What the server does with a beat. */
	public enum Reaction {

		COMMIT, COMMIT_AND_HANG_UP, HANG_UP, STALL, BE_BUSY, ASK_TO_WAIT, FAIL, REFUSE

	}

}
