package com.lekiwi.heartbeat.adapter.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.lekiwi.heartbeat.adapter.LegacyAdapterApplication;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running adapter, and a client of it that waits for half a minute, not for a second.
 */
public final class Adapter implements AutoCloseable {

	/** Settings of an adapter of which no test wants to see it give up. */
	static final String[] PATIENT = { "heartbeat.dialect.answer-timeout=20s", "heartbeat.dialect.read-timeout=20s" };

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ConfigurableApplicationContext context;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI uri;

	private Adapter(ConfigurableApplicationContext context) {
		this.context = context;
		this.uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * Starts an adapter; it brings the database to the newest schema.
	 * @param database its database
	 * @param stateManager where it hands beats over
	 * @param settings as {@code key=value}; they outrank what is usual here
	 * @return the running adapter
	 */
	public static Adapter start(PostgresDatabase database, URI stateManager, String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
				"--heartbeat.state-manager-url=" + stateManager, "--heartbeat.legacy.zone=Europe/Berlin",
				"--heartbeat.dialect.check-interval=50ms", "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(),
				"--spring.data.redis.host=" + SharedStores.redis().host(),
				"--spring.data.redis.port=" + SharedStores.redis().port()));
		for (String setting : settings) {
			arguments.add("--" + setting);
		}
		return new Adapter(
				new SpringApplicationBuilder(LegacyAdapterApplication.class).run(arguments.toArray(String[]::new)));
	}

	public URI uri() {
		return this.uri;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(this.uri.resolve(path)));
	}

	/** What the management port answers. */
	public HttpResponse<String> manage(String path) {
		String port = this.context.getEnvironment().getRequiredProperty("local.management.port");
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
	}

	public HttpResponse<String> beat(String json) {
		return send(post(json));
	}

	/** A beat with an id of the edge's. */
	public HttpResponse<String> beat(String json, String requestId) {
		return send(post(json).header("X-Request-Id", requestId));
	}

	public CompletableFuture<HttpResponse<String>> beatLater(String json, String requestId) {
		return this.http.sendAsync(post(json).header("X-Request-Id", requestId).build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder post(String json) {
		return HttpRequest.newBuilder(this.uri.resolve("/heartbeat"))
			.timeout(PATIENCE)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Ends the service, and leaves its client. */
	public void stop() {
		this.context.close();
	}

	@Override
	public void close() {
		this.context.close();
		this.http.close();
	}

}
