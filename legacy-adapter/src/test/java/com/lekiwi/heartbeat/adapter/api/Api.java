package com.lekiwi.heartbeat.adapter.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.conventions.apidoc.ApiDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks an adapter; each answer must be as the document says. */
final class Api implements AutoCloseable {

	static final ApiDocument DOCUMENT = new ApiDocument(Path.of("..", "docs", "api", "legacy-adapter.yaml"));

	/** Such as {@code POST /api/v2/migration/sync 202}. */
	static final Set<String> SEEN = new TreeSet<>();

	private static final String PREFIX = "/api/v2/migration/";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String base;

	Api(int port) {
		this.base = "http://127.0.0.1:" + port + PREFIX;
	}

	HttpResponse<String> get(String path) {
		return ask("GET", path, null);
	}

	HttpResponse<String> post(String path) {
		return ask("POST", path, null);
	}

	JsonNode json(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return JsonMapper.shared().readTree(answer.body());
	}

	HttpResponse<String> ask(String method, String path, @Nullable String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		try {
			HttpResponse<String> answer = this.client.send(request.build(), BodyHandlers.ofString());
			check(method, path, answer);
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void check(String method, String path, HttpResponse<String> answer) {
		String written = PREFIX + path.replaceFirst("\\?.*", "").replaceFirst("runs/.+", "runs/{id}");
		assertThat(DOCUMENT.faults(method, written, answer.statusCode(),
				answer.headers().firstValue("Content-Type").orElse(""), JsonMapper.shared().readTree(answer.body())))
			.as("%s %s %d %s", method, path, answer.statusCode(), answer.body())
			.isEmpty();
		SEEN.add(method + " " + written + " " + answer.statusCode());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
