package com.lekiwi.heartbeat.benchmarks.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** Speaks to state-manager as robots, gateways and operators do. */
final class FleetClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int OK = 200;

	private static final int NO_CONTENT = 204;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	FleetClient(int port) {
		this.base = "http://127.0.0.1:" + port + "/api/v2/";
	}

	/**
	 * Sends a robot's beat; gives what is wrong, or an empty text once it is committed.
	 */
	CompletableFuture<String> beat(String id, String body) {
		HttpRequest request = post("robots/" + id + "/heartbeat", body);
		return this.http.sendAsync(request, BodyHandlers.discarding()).thenApply(faultUnless(NO_CONTENT));
	}

	/** Gets something whole; gives what is wrong, or an empty text. */
	CompletableFuture<String> get(String path) {
		return this.http.sendAsync(request(path).build(), BodyHandlers.ofByteArray()).thenApply(faultUnless(OK));
	}

	/**
	 * Gets a text.
	 * @throws BenchmarkException if it is not there
	 */
	String text(String path) {
		return send(request(path).build());
	}

	/**
	 * Sends beats in one request, as a gateway does.
	 * @param beats a JSON array
	 * @return the answer
	 */
	String batch(String beats) {
		return send(post("heartbeats", beats));
	}

	private String send(HttpRequest request) {
		try {
			HttpResponse<String> answer = this.http.send(request, BodyHandlers.ofString());
			if (answer.statusCode() != OK) {
				throw new BenchmarkException(
						request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
			}
			return answer.body();
		}
		catch (IOException ex) {
			throw new BenchmarkException(request.uri() + " gives no answer: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
	}

	private static Function<HttpResponse<?>, String> faultUnless(int status) {
		return answer -> (answer.statusCode() == status) ? "" : "answer " + answer.statusCode() + " to " + answer.uri();
	}

	private HttpRequest post(String path, String body) {
		return request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path)).timeout(TIMEOUT);
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
