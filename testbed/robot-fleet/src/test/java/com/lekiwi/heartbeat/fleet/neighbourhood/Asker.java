package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks over HTTP, and follows nothing. */
final class Asker implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	HttpResponse<String> send(String method, String address, int port, String path) {
		return send(method, "http://" + address + ":" + port + path);
	}

	HttpResponse<String> get(String uri) {
		return send("GET", uri);
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

	private HttpResponse<String> send(String method, String uri) {
		try {
			return this.http.send(
					HttpRequest.newBuilder(URI.create(uri)).method(method, HttpRequest.BodyPublishers.noBody()).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
