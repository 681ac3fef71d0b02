package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks discovery-service as an operator's page does. */
final class DiscoveryClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int ACCEPTED = 202;

	private static final int OK = 200;

	private static final int PAGE = 1_000;

	private final JsonMapper mapper = JsonMapper.shared();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String scans;

	DiscoveryClient(int port) {
		this.scans = "http://127.0.0.1:" + port + "/api/v2/discovery/scans";
	}

	/** Asks for a scan, and gives its number once it is taken. */
	long start(List<String> addresses) {
		String body = this.mapper.writeValueAsString(Map.of("addresses", addresses, "reason", "benchmark"));
		return exchange(HttpRequest.newBuilder(URI.create(this.scans))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)), ACCEPTED).path("id").longValue();
	}

	/** The scan as it is now. */
	JsonNode scan(long id) {
		return get(this.scans + "/" + id);
	}

	/** What was recorded since the cursor; an empty cursor for all. */
	JsonNode results(long id, String cursor) {
		return get(this.scans + "/" + id + "/results?limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	private JsonNode get(String uri) {
		return exchange(HttpRequest.newBuilder(URI.create(uri)).GET(), OK);
	}

	private JsonNode exchange(HttpRequest.Builder builder, int expected) {
		HttpRequest request = builder.timeout(TIMEOUT).build();
		try {
			HttpResponse<String> answer = this.http.send(request, BodyHandlers.ofString());
			if (answer.statusCode() != expected) {
				throw new BenchmarkException(request.method() + " " + request.uri() + " gives " + answer.statusCode()
						+ ": " + answer.body());
			}
			return this.mapper.readTree(answer.body());
		}
		catch (IOException ex) {
			throw new BenchmarkException("no answer to " + request.method() + " " + request.uri() + ": " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
	}

}
