package com.lekiwi.heartbeat.state.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerApplication;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@StateManagerTest
class HealthIntegrationTests {

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Test
	void aServiceThatIsAwayMakesTheSystemDegraded() {
		try (Http http = new Http(this.port)) {
			// The first connection to Redis may still be under way.
			Awaitility.await().untilAsserted(() -> {
				HttpResponse<String> answer = http.get("/api/v2/health");
				assertThat(answer.statusCode()).isEqualTo(200);
				assertThat(answer.body()).contains("\"status\":\"degraded\"",
						"\"postgresql\":{\"status\":\"up\",\"essential\":true}",
						"\"redis\":{\"status\":\"up\",\"essential\":false}",
						"\"websocket-monitor\":{\"status\":\"down\",\"essential\":false}");
			});
		}
	}

	@Test
	void probesAndMetricsAreOnTheManagementPortOnly() throws Exception {
		try (HttpClient client = HttpClient.newHttpClient(); Http http = new Http(this.port)) {
			http.beat("kiwi-metered", "{\"boot_id\":\"b\",\"seq\":1}");
			assertThat(get(client, "/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(get(client, "/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(get(client, "/actuator/env").statusCode()).isEqualTo(404);
			assertThat(http.get("/actuator/health").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void anUnknownKeyOfOursFailsTheStartWithItsName() {
		assertThatThrownBy(() -> SpringApplication.run(StateManagerApplication.class, "--heartbeat.ingest.queu=7",
				"--spring.main.web-application-type=none", "--spring.flyway.enabled=false"))
			.hasStackTraceContaining("heartbeat.ingest.queu");
	}

	private HttpResponse<String> get(HttpClient client, String path) throws Exception {
		return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

}
