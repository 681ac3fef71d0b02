package com.lekiwi.heartbeat.state;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** Speaks to a state-manager under test. */
public final class Http implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	public Http(int port) {
		this.base = "http://127.0.0.1:" + port;
	}

	public HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.base + path)));
	}

	/** Sends a request without a body; headers are names and values in turn. */
	public HttpResponse<String> ask(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	public HttpResponse<String> post(String path, String json) {
		return send("POST", path, "application/json", json);
	}

	public HttpResponse<String> beat(String robot, String json) {
		return post("/api/v2/robots/" + robot + "/heartbeat", json);
	}

	/** Headers are names and values in turn. */
	public HttpResponse<String> send(String method, String path, String contentType, String body, String... headers) {
		HttpRequest.BodyPublisher content = HttpRequest.BodyPublishers.ofString(body);
		return send(HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, content)
			.headers(Stream.concat(Stream.of("Content-Type", contentType), Stream.of(headers)).toArray(String[]::new)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
