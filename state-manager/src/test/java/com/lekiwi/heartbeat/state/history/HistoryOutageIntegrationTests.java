package com.lekiwi.heartbeat.state.history;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.lekiwi.heartbeat.contract.event.EventPage;
import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class HistoryOutageIntegrationTests {

	private final PostgresStore postgres = SharedStores.postgres();

	@LocalServerPort
	private int port;

	@Test
	void whileTheStoreIsAwayHistoryIsNotAnsweredAndAfterwardsItGoesOnFromTheSameCursor() {
		try (Http http = new Http(this.port)) {
			http.beat("outage-1", "{\"boot_id\":\"b\",\"seq\":1}");
			String cursor = page(http, "latest").nextCursor();
			http.beat("outage-2", "{\"boot_id\":\"b\",\"seq\":1}");
			Instant at = Instant.now();
			List<String> paths = List.of("/api/v2/events?since=" + cursor, "/api/v2/robots/outage-1/events",
					"/api/v2/fleet?at=" + at, "/api/v2/robots/outage-1/uptime", "/api/v2/sites/lab/uptime",
					"/api/v2/incidents");
			Map<String, HttpResponse<String>> answers = new TreeMap<>();
			this.postgres.kill();
			try {
				paths.forEach(path -> answers.put(path, http.get(path)));
			}
			finally {
				this.postgres.start();
			}
			answers.forEach((path, answer) -> {
				assertThat(answer.statusCode()).as(path).isEqualTo(503);
				assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).as(path).matches("[1-4]");
				assertThat(answer.body()).as(path).contains("problem:unavailable");
			});
			Awaitility.await()
				.atMost(Duration.ofSeconds(40))
				.until(() -> http.beat("outage-3", "{\"boot_id\":\"b\",\"seq\":1}").statusCode() == 204);
			Awaitility.await()
				.atMost(Duration.ofSeconds(40))
				.until(() -> http.get("/api/v2/events?since=" + cursor).statusCode() == 200);
			assertThat(page(http, cursor).events()).extracting(FleetEvent::subject)
				.filteredOn(robot -> robot.startsWith("outage-"))
				.containsExactly("outage-2", "outage-3");
		}
	}

	private static EventPage page(Http http, String since) {
		return FleetJson.mapper().readValue(http.get("/api/v2/events?since=" + since).body(), EventPage.class);
	}

}
