package com.lekiwi.heartbeat.benchmarks.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to state-manager as robots, gateways and operators do. A request has a thread
 * and a connection until it is answered: the newer, asynchronous client of the JDK takes
 * most of a core for what is sent here.
 */
public final class FleetClient implements AutoCloseable {

	private static final int TIMEOUT_MS = 10_000;

	private static final int NO_CONTENT = 204;

	static {
		// Idle connections that are kept; five by default.
		System.setProperty("http.maxConnections", Integer.toString(2 * OpenLoop.MAX_IN_FLIGHT));
	}

	/** Who sends bounds what is in flight, and so the threads. */
	private final ExecutorService threads = Executors
		.newCachedThreadPool(Thread.ofPlatform().daemon().name("fleet-client-", 0).factory());

	private final String base;

	/**
	 * Makes a client.
	 * @param port where state-manager serves
	 */
	public FleetClient(int port) {
		this.base = "http://127.0.0.1:" + port + "/api/v2/";
	}

	/**
	 * An answer.
	 *
	 * @param status its status
	 * @param body its body, whole
	 */
	private record Answer(int status, String body) {

	}

	/**
	 * Sends a robot's beat.
	 * @param id whose
	 * @param body the beat
	 * @return what is wrong, or an empty text once it is committed
	 */
	public CompletableFuture<String> beat(String id, String body) {
		return later("robots/" + id + "/heartbeat", body, NO_CONTENT);
	}

	/** Gets something whole; gives what is wrong, or an empty text. */
	CompletableFuture<String> get(String path) {
		return later(path, null, HttpURLConnection.HTTP_OK);
	}

	private CompletableFuture<String> later(String path, @Nullable String body, int expected) {
		return CompletableFuture.supplyAsync(() -> {
			int status = exchange(path, body).status();
			return (status == expected) ? "" : "answer " + status + " to " + path;
		}, this.threads);
	}

	/**
	 * Gets a text.
	 * @throws BenchmarkException if it is not there
	 */
	String text(String path) {
		return textOf(path, null);
	}

	/**
	 * Sends beats in one request, as a gateway does.
	 * @param beats a JSON array
	 * @return the answer
	 */
	String batch(String beats) {
		return textOf("heartbeats", beats);
	}

	private String textOf(String path, @Nullable String body) {
		Answer answer = exchange(path, body);
		if (answer.status() != HttpURLConnection.HTTP_OK) {
			throw new BenchmarkException("answer " + answer.status() + " to " + path + ": " + answer.body());
		}
		return answer.body();
	}

	private Answer exchange(String path, @Nullable String body) {
		try {
			HttpURLConnection connection = (HttpURLConnection) URI.create(this.base + path).toURL().openConnection();
			connection.setConnectTimeout(TIMEOUT_MS);
			connection.setReadTimeout(TIMEOUT_MS);
			if (body != null) {
				byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
				connection.setDoOutput(true);
				connection.setRequestProperty("Content-Type", "application/json");
				connection.setFixedLengthStreamingMode(bytes.length);
				try (OutputStream out = connection.getOutputStream()) {
					out.write(bytes);
				}
			}
			int status = connection.getResponseCode();
			try (InputStream in = (status < HttpURLConnection.HTTP_BAD_REQUEST) ? connection.getInputStream()
					: connection.getErrorStream()) {
				return new Answer(status, (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : "");
			}
		}
		catch (IOException ex) {
			throw new BenchmarkException("no answer to " + path + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
