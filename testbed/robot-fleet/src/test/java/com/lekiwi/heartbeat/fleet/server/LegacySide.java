package com.lekiwi.heartbeat.fleet.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes {@code POST /heartbeat}, and reacts as it is told. */
public final class LegacySide implements AutoCloseable {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final List<Beat> received = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("legacy-side-", 0).factory());

	private final HttpServer server;

	private final Function<Beat, Reaction> script;

	public LegacySide(Function<Beat, Reaction> script) throws IOException {
		this.script = script;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	public List<Beat> received() {
		return this.received;
	}

	@Override
	public void close() {
		this.released.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Beat beat = new Beat(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
					exchange.getRemoteAddress(), exchange.getRequestHeaders().getFirst("X-Request-Id"),
					exchange.getRequestHeaders().getFirst("X-Robot-Id"),
					this.mapper.readTree(exchange.getRequestBody().readAllBytes()));
			this.received.add(beat);
			switch (this.script.apply(beat)) {
				case Reaction.Reply(int status, String system, String body) -> {
					if (system != null) {
						exchange.getResponseHeaders().set("X-Heartbeat-System", system);
					}
					byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
					exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
					exchange.getResponseBody().write(bytes);
				}
				case Reaction.HangUp() -> {
					// Closing the exchange unanswered closes the connection.
				}
				case Reaction.Stall() -> this.released.await();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A request that came.
	 *
	 * @param line its method and path
	 * @param from the robot's address, and the port of its connection
	 * @param requestId its id
	 * @param robotId the robot that it names in its header
	 * @param body its body
	 */
	public record Beat(String line, InetSocketAddress from, @Nullable String requestId, @Nullable String robotId,
			JsonNode body) {

		public String robot() {
			return this.body.get("robot_id").stringValue();
		}

	}

	/** What is done with a request. */
	public sealed interface Reaction {

		/** The beat is taken by a system that may name itself. */
		static Reaction update(@Nullable String system) {
			return new Reply(200, system, "{\"status\":\"updated\"}");
		}

		/** An answer. */
		record Reply(int status, @Nullable String system, String body) implements Reaction {
		}

		/** The connection is closed without an answer. */
		record HangUp() implements Reaction {
		}

		/** Nothing comes until the server is closed. */
		record Stall() implements Reaction {
		}

	}

}
