package com.lekiwi.heartbeat.adapter.sync;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.starter.problem.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Hands sightings to state-manager, a thousand at once at most. */
@Component
public final class SightingClient implements AutoCloseable {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	/** What is wrong with the request, and not with whoever answers. */
	private static final Set<Integer> WRONG = Set.of(400, 413, 422);

	private final ExecutorService io = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("sighting-client-", 0).factory());

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.executor(this.io)
		.build();

	private final JsonMapper mapper = FleetJson.mapper();

	private final URI uri;

	private final Duration timeout;

	/**
	 * Prepares to speak to state-manager.
	 * @param settings where it answers, and how long it may take
	 */
	public SightingClient(AdapterSettings settings) {
		this.uri = URI.create(settings.stateManagerUrl().toString().replaceFirst("/+$", "") + "/api/v2/sightings");
		this.timeout = settings.sync().writeTimeout();
	}

	/**
	 * Hands sightings over. Where all are refused because of one, they are halved until
	 * it is alone. A sighting may be handed over again and again.
	 * @param sightings of robots, each once
	 * @return what became of each
	 * @throws NewSideAwayException if state-manager does not take some or all of them
	 * now; it may have taken the others
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public List<Taken> send(List<Sighting> sightings) throws NewSideAwayException, InterruptedException {
		if (sightings.isEmpty()) {
			return List.of();
		}
		HttpResponse<byte[]> answer = post(sightings);
		if (answer.statusCode() == 200) {
			return read(sightings, answer.body());
		}
		if (!WRONG.contains(answer.statusCode())) {
			throw new NewSideAwayException("state-manager answered " + answer.statusCode() + " to sightings", null);
		}
		if (sightings.size() == 1) {
			return List.of(new Taken(sightings.getFirst().robotId(), "refused",
					List.of(new Fault("/0", "was answered with " + answer.statusCode()))));
		}
		int half = sightings.size() / 2;
		List<Taken> taken = new ArrayList<>(send(sightings.subList(0, half)));
		taken.addAll(send(sightings.subList(half, sightings.size())));
		return taken;
	}

	private HttpResponse<byte[]> post(List<Sighting> sightings) throws NewSideAwayException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.uri)
			.timeout(this.timeout)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(this.mapper.writeValueAsBytes(sightings)))
			.build();
		try {
			return this.http.send(request, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new NewSideAwayException("state-manager does not take sightings: " + ex, ex);
		}
	}

	private List<Taken> read(List<Sighting> sightings, byte[] body) throws NewSideAwayException {
		Answer answer;
		try {
			answer = this.mapper.readValue(body, Answer.class);
		}
		catch (JacksonException ex) {
			throw new NewSideAwayException("state-manager's answer cannot be read: " + ex.getOriginalMessage(), ex);
		}
		List<Taken> items = (answer.items() != null) ? answer.items() : List.of();
		Set<String> missing = new HashSet<>();
		sightings.forEach(sighting -> missing.add(sighting.robotId()));
		for (Taken item : items) {
			if (!item.status().equals("unavailable")) {
				missing.remove(item.robotId());
			}
		}
		if (!missing.isEmpty()) {
			throw new NewSideAwayException("state-manager did not take " + missing.size() + " of " + sightings.size()
					+ " sightings, that of " + missing.iterator().next() + " for one", null);
		}
		return items;
	}

	/**
	 * The answer.
	 *
	 * @param items what became of each
	 */
	private record Answer(@Nullable List<Taken> items) {

	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.io.shutdownNow();
	}

}
