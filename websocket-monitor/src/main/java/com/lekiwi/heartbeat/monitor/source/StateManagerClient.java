package com.lekiwi.heartbeat.monitor.source;

import java.net.http.HttpClient;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotPage;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Reads robots from state-manager. Every call may end in a {@link RestClientException}.
 */
@Component
final class StateManagerClient implements AutoCloseable {

	/** Stands for the newest cursor of the log. */
	static final String LATEST = "latest";

	private final HttpClient http;

	private final RestClient client;

	private final int pageSize;

	StateManagerClient(MonitorSettings settings) {
		this.http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(settings.source().connectTimeout())
			.build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(this.http);
		requests.setReadTimeout(settings.source().readTimeout());
		this.client = RestClient.builder()
			.baseUrl(settings.stateManagerUrl().toString())
			.requestFactory(requests)
			.configureMessageConverters(
					converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(FleetJson.mapper())))
			.build();
		this.pageSize = settings.source().pageSize();
	}

	/** Reads one page; the first when there is no cursor. */
	RobotPage page(@Nullable String cursor) {
		return read(this.pageSize, cursor);
	}

	/** Asks for as little as possible, to see that there is an answer. */
	void probe() {
		read(1, null);
	}

	/** Reads what befalls many robots at once. */
	Situation situation() {
		Situation situation = this.client.get().uri("/api/v2/incidents").retrieve().body(Situation.class);
		if (situation == null) {
			throw new RestClientException("state-manager answered with nothing");
		}
		return situation;
	}

	/** Reads events after a cursor of the log, as many as are asked for at most. */
	EventPage events(String since, int limit) {
		EventPage page = this.client.get()
			.uri("/api/v2/events?since={since}&limit={limit}", since, limit)
			.retrieve()
			.body(EventPage.class);
		if (page == null) {
			throw new RestClientException("state-manager answered with nothing");
		}
		return page;
	}

	/** The oldest cursor there is, from the answer that one asked for is too old. */
	static long oldestCursor(HttpClientErrorException gone) {
		try {
			return FleetJson.mapper().readTree(gone.getResponseBodyAsByteArray()).path("oldest_cursor").asLong();
		}
		catch (JacksonException ex) {
			throw new RestClientException("state-manager does not name the oldest cursor", ex);
		}
	}

	/** Reads one robot; empty when nobody knows it. */
	Optional<Robot> robot(RobotId id) {
		try {
			return Optional
				.ofNullable(this.client.get().uri("/api/v2/robots/{id}", id.value()).retrieve().body(Robot.class));
		}
		catch (HttpClientErrorException.NotFound ex) {
			return Optional.empty();
		}
	}

	private RobotPage read(int limit, @Nullable String cursor) {
		RobotPage page = this.client.get().uri("/api/v2/robots", path -> {
			path.queryParam("limit", limit);
			return (cursor != null) ? path.queryParam("cursor", "{cursor}").build(cursor) : path.build();
		}).retrieve().body(RobotPage.class);
		if (page == null) {
			throw new RestClientException("state-manager answered with nothing");
		}
		return page;
	}

	@Override
	public void close() {
		this.http.shutdownNow();
	}

}
