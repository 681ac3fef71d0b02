package com.lekiwi.heartbeat.state.apidoc;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.conventions.apidoc.ApiDocument;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class ApiDocumentIntegrationTests {

	static final Path FILE = Path.of("..", "docs", "api", "state-manager.yaml");

	private static final String BEAT = """
			{"boot_id":"b","seq":%d,"sent_at":"2026-01-01T12:00:00.120Z","name":"Kiwi","type":"lekiwi","site":"docs",
			 "address":"10.1.0.7","status":"ok","interval_s":300,"battery":{"percent":81.5,"voltage":12.1},
			 "resources":{"cpu":0.31,"memory":0.42,"disk":0.55,"temperature_c":51.0},
			 "versions":{"agent":"1.4.0","software":"2025.1"},
			 "teleoperation":{"host_ready":true,"command_rate_hz":30.0,"last_command_age_ms":12,"source":"operator",
			  "operator_id":"op-7"}}""";

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private final ApiDocument document = new ApiDocument(FILE);

	private final Set<String> seen = new TreeSet<>();

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void whatIsServedIsWhatIsCommitted() throws IOException {
		assertThat(this.http.get("/api/v2/openapi.yaml").body()).isEqualTo(Files.readString(FILE));
		JsonNode served = JsonMapper.shared().readTree(this.http.get("/api/v2/openapi.json").body());
		assertThat(served.toString()).isEqualTo(this.document.root().toString());
		assertThat(served.path("openapi").stringValue()).startsWith("3.1");
	}

	/** The lane for heartbeats is in front of the mappings. */
	@Test
	void everyPathOfTheServiceIsInItAndNothingElse() {
		Set<String> mapped = new TreeSet<>(Set.of("POST /api/v2/robots/{id}/heartbeat"));
		this.mappings.getHandlerMethods()
			.keySet()
			.forEach(mapping -> mapping.getPatternValues()
				.stream()
				.filter(path -> path.startsWith("/api/"))
				.forEach(path -> mapping.getMethodsCondition()
					.getMethods()
					.forEach(method -> mapped.add(method + " " + path))));
		assertThat(this.document.operations()).isEqualTo(mapped);
		assertThat(this.http.beat("lane", BEAT.formatted(1)).statusCode()).isEqualTo(204);
	}

	@Test
	void whatTheServiceAnswersIsAsItIsWritten() {
		assertThat(this.http.beat("doc-1", BEAT.formatted(1)).statusCode()).isEqualTo(204);
		assertThat(this.http.beat("doc-1", BEAT.formatted(4).replace("Kiwi", "Ada's")).statusCode()).isEqualTo(204);
		assertThat(this.http.beat("doc-2", "{\"boot_id\":\"b\",\"seq\":1}").statusCode()).isEqualTo(204);
		check("GET", "/api/v2/robots", "?limit=1");
		check("GET", "/api/v2/robots", "?sort=-name&q=a&count=true");
		check("GET", "/api/v2/fleet/summary", "");
		check("GET", "/api/v2/incidents", "");
		check("PATCH", "/api/v2/robots/{id}", "", "{\"name\":\"Ada\",\"tags\":[\"blue\"]}");
		check("GET", "/api/v2/robots/{id}", "");
		check("GET", "/api/v2/robots/{id}/events", "");
		check("GET", "/api/v2/robots/{id}/uptime", "");
		check("GET", "/api/v2/robots/{id}/samples", "");
		check("GET", "/api/v2/sites/{site}/uptime", "");
		check("GET", "/api/v2/events", "");
		check("GET", "/api/v2/fleet", "");
		check("GET", "/api/v2/health", "");
		check("GET", "/api/v2/openapi.json", "");
		check("GET", "/api/v2/robots/{id}/maintenance", "");
		check("PUT", "/api/v2/robots/{id}/maintenance", "", "{\"until\":\"%s\",\"by\":\"ada\",\"reason\":\"arm\"}"
			.formatted(Instant.now().plus(Duration.ofHours(1))));
		check("GET", "/api/v2/robots/{id}/maintenance", "");
		check("POST", "/api/v2/heartbeats", "", "[{\"robot_id\":\"doc-1\",\"boot_id\":\"b\",\"seq\":5},{\"seq\":-1}]");
		assertThat(this.http.beat("doc-3", "{\"key\":\"k\"}").statusCode()).isEqualTo(204);
		check("POST", "/api/v2/sightings", "",
				"[{\"robot_id\":\"doc-4\",\"last_seen\":\"2026-01-01T00:00:00Z\"},{\"robot_id\":\"doc-5\"},{\"robot_id\":7}]");
		check("GET", "/api/v2/robots", "?q=doc");
		check("GET", "/api/v2/events", "");
		assertThat(this.seen).contains("POST /api/v2/sightings 200", "GET /api/v2/robots/{id}/maintenance 404",
				"GET /api/v2/robots/{id} 200", "PUT /api/v2/robots/{id}/maintenance 200",
				"POST /api/v2/heartbeats 200");
	}

	@Test
	void whatIsWrongIsAnsweredAsItIsWritten() {
		check("GET", "/api/v2/robots", "?limit=0&x=1");
		check("GET", "/api/v2/fleet/summary", "?status=x");
		check("GET", "/api/v2/incidents", "?x=1");
		check("PATCH", "/api/v2/robots/{id}", "", "{\"id\":1}");
		check("GET", "/api/v2/robots/{id}/samples", "?step=1s");
		check("GET", "/api/v2/robots/{id}/samples", "?from=2020-01-01T00:00:00Z");
		check("GET", "/api/v2/events", "?since=x");
		check("GET", "/api/v2/fleet", "?at=x");
		check("GET", "/api/v2/robots/{id}", "");
		check("POST", "/api/v2/robots/{id}/heartbeat", "", "{\"seq\":-1}");
		check("POST", "/api/v2/heartbeats", "", "{");
		check("POST", "/api/v2/sightings", "", "{}");
		check("PUT", "/api/v2/robots/{id}/maintenance", "", "{}");
		check("DELETE", "/api/v2/robots/{id}", "", "");
		assertThat(this.seen).contains("GET /api/v2/robots 400", "GET /api/v2/robots/{id}/samples 410",
				"POST /api/v2/robots/{id}/heartbeat 400", "DELETE /api/v2/robots/{id} 404");
	}

	private void check(String method, String path, String query) {
		HttpResponse<String> answer = this.http.get(filled(path) + query);
		check(method, path, answer);
	}

	private void check(String method, String path, String query, String body) {
		check(method, path, this.http.send(method, filled(path) + query, "application/json", body));
	}

	private String filled(String path) {
		String robot = this.http.get("/api/v2/robots/doc-1").statusCode() == 200 ? "doc-1" : "doc-unknown";
		return path.replace("{id}", robot).replace("{site}", "docs");
	}

	private void check(String method, String path, HttpResponse<String> answer) {
		JsonNode body = JsonMapper.shared().readTree(answer.body());
		String type = answer.headers().firstValue("Content-Type").orElseThrow();
		assertThat(this.document.faults(method, path, answer.statusCode(), type, body))
			.as("%s %s %d %s", method, path, answer.statusCode(), answer.body())
			.isEmpty();
		this.seen.add(method + " " + path + " " + answer.statusCode());
	}

}
