package com.lekiwi.heartbeat.adapter.beat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks state-manager whether it takes beats. */
@Component
public class StateManagerCheck implements DisposableBean {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	private final HttpRequest request;

	StateManagerCheck(AdapterSettings settings) {
		this.request = HttpRequest.newBuilder(settings.stateManagerUrl().resolve("/api/v2/health"))
			.timeout(TIMEOUT)
			.build();
	}

	/**
	 * Asks.
	 * @return whether it says so, within a second
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public boolean takesBeats() throws InterruptedException {
		try {
			return this.http.send(this.request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			// That is the answer.
			return false;
		}
	}

	@Override
	public void destroy() {
		this.http.shutdownNow();
	}

}
