package com.lekiwi.heartbeat.state.export;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.LargeFleetTest;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@LargeFleetTest
class ReadOutageIntegrationTests {

	private static final List<String> PATHS = List.of("/api/v2/robots", "/api/v2/robots?q=bulk&sort=-name",
			"/api/v2/robots?count=true", "/api/v2/fleet/summary", "/api/v2/fleet/summary?q=bulk",
			"/api/v2/robots/export", "/api/v2/robots/export?format=ndjson");

	private final PostgresStore postgres = SharedStores.postgres();

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Test
	void whileTheStoreIsAwayReadersAreToldAndHalfAFileIsNotTakenForAWholeOne() throws Exception {
		ManyRobots.insert(this.database);
		Map<String, HttpResponse<String>> answers = new TreeMap<>();
		String rest;
		try (Http http = new Http(this.port); StalledReader csv = new StalledReader(this.port, "site=bulk")) {
			assertThat(csv.status()).contains("200");
			this.postgres.kill();
			try {
				// The counts of a second ago would still do.
				Awaitility.await()
					.atMost(Duration.ofSeconds(20))
					.until(() -> http.get("/api/v2/fleet/summary").statusCode() == 503);
				PATHS.forEach(path -> answers.put(path, http.get(path)));
				answers.put("PATCH",
						http.send("PATCH", "/api/v2/robots/bulk-000001", "application/json", "{\"name\":\"lost\"}"));
				rest = csv.rest();
			}
			finally {
				this.postgres.start();
			}
			answers.forEach((path, answer) -> {
				assertThat(answer.statusCode()).as(path).isEqualTo(503);
				assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).as(path).matches("[1-4]");
				assertThat(answer.body()).as(path).contains("problem:unavailable");
			});
			assertThat(rest).contains("bulk-000500").doesNotContain("bulk-020000", "urn:lekiwi-heartbeat:problem");
			assertThat(rest.endsWith("0\r\n\r\n")).isFalse();
			Awaitility.await()
				.atMost(Duration.ofSeconds(40))
				.until(() -> PATHS.stream().allMatch(path -> http.get(path).statusCode() == 200));
			Awaitility.await()
				.atMost(Duration.ofSeconds(40))
				.until(() -> http.beat("read-again", "{\"boot_id\":\"b\",\"seq\":1}").statusCode() == 204);
			assertThat(http.get("/api/v2/robots/bulk-000001").body()).doesNotContain("lost\"");
		}
	}

}
