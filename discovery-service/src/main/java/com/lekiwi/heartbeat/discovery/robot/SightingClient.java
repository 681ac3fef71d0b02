package com.lekiwi.heartbeat.discovery.robot;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.discovery.settings.DiscoverySettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Tells state-manager of robots. The same may be told again and again. */
@Component
final class SightingClient implements AutoCloseable {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.build();

	private final RestClient client;

	private final JsonMapper mapper = FleetJson.mapper();

	SightingClient(DiscoverySettings settings) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(this.http);
		requests.setReadTimeout(settings.adoption().timeout());
		this.client = RestClient.builder().requestFactory(requests).baseUrl(settings.stateManagerUrl()).build();
	}

	/**
	 * Tells of robots.
	 * @param robots who they are
	 * @return what became of each, in their order
	 * @throws RestClientException if state-manager does not take them now, or not at all
	 */
	List<Answer.Item> send(List<Pending> robots) {
		byte[] body = this.client.post()
			.uri("/api/v2/sightings")
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.mapper.writeValueAsBytes(robots.stream().map(SightingClient::sighting).toList()))
			.retrieve()
			.body(byte[].class);
		List<Answer.Item> items = read(body);
		if (items.size() != robots.size()) {
			throw new RestClientException("state-manager answered for " + items.size() + " robots of " + robots.size());
		}
		return items;
	}

	private List<Answer.Item> read(byte @Nullable [] body) {
		try {
			Answer answer = this.mapper.readValue((body != null) ? body : new byte[0], Answer.class);
			return (answer.items() != null) ? answer.items() : List.of();
		}
		catch (JacksonException ex) {
			throw new RestClientException("state-manager's answer cannot be read", ex);
		}
	}

	private static Sighting sighting(Pending pending) {
		RobotType type = pending.robot().type();
		return new Sighting(pending.robot().id(), pending.robot().name(), (type != RobotType.UNKNOWN) ? type : null,
				pending.address());
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
