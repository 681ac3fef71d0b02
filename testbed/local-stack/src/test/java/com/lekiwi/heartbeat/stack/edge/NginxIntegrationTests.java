package com.lekiwi.heartbeat.stack.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The deployed configuration, on a real nginx, in front of services that take notes. */
@Timeout(60)
class NginxIntegrationTests {

	private static final PortPlan PORTS = new PortPlan(23_000);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	private Path directory;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private StateDirectory state;

	private StackProcess nginx;

	private RecordingService stateManager;

	private RecordingService websocketMonitor;

	private RecordingService adapter;

	private RecordingService discovery;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void start() throws IOException {
		this.state = new StateDirectory(this.directory).create();
		this.stateManager = new RecordingService("state-manager", PORTS.of(8012));
		this.websocketMonitor = new RecordingService("websocket-monitor", PORTS.of(8013));
		this.adapter = new RecordingService("legacy-adapter", PORTS.of(PortPlan.LEGACY_ADAPTER));
		this.discovery = new RecordingService("discovery-service", PORTS.of(8011));
		this.nginx = new StackProcess(Nginx.spec(Path.of("../../deploy/nginx"), this.state, PORTS, LegacySide.PRESENT));
		this.nginx.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.nginx.stop();
		this.stateManager.close();
		this.websocketMonitor.close();
		this.adapter.close();
		this.discovery.close();
		this.client.close();
	}

	@ParameterizedTest
	@CsvSource({ "8080,/api/v2/robots,state-manager", "8080,/api/v2/heartbeats,state-manager",
			"8080,/api/v2/updates?since=7,websocket-monitor", "8080,/,websocket-monitor",
			"8080,/app/main.js,websocket-monitor", "8001,/api/v2/robots/kiwi-07,state-manager",
			"8001,/,websocket-monitor", "8001,/api/v2/migration/sync/runs,legacy-adapter",
			"8001,/api/v2/sightings,state-manager", "8080,/api/v2/discover/127.20.1.1,discovery-service",
			"8080,/api/v2/discovery/scans?limit=1,discovery-service" })
	void aPathGoesToItsService(int port, String path, String service) throws Exception {
		assertThat(get(port, path).body()).isEqualTo(service);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/prometheus", "/%61ctuator/env", "//actuator/env",
			"/x/../actuator/env", "/api/v1/robots", "/api/v2x", "/.problem/503", "/api/v2/sightings" })
	void whatIsNobodysIsNotPassedOn(String path) throws Exception {
		HttpResponse<String> answer = get(8080, path);
		assertProblem(answer, 404, "not-found");
		assertThat(this.stateManager.requests()).isEmpty();
		assertThat(this.websocketMonitor.requests()).isEmpty();
	}

	@Test
	void aWebSocketIsUpgraded() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORTS.of(8080));
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			socket.getOutputStream()
				.write("GET /ws HTTP/1.1\r\nHost: fleet.example\r\nOrigin: http://fleet.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(reader.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
			socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(reader.lines().anyMatch("echo hello"::equals)).isTrue();
		}
		assertThat(this.websocketMonitor.requests().getFirst().headers()).containsEntry("host", "fleet.example")
			.containsEntry("connection", "upgrade");
	}

	@Test
	void headersOfOursAreNotBelievedFromOutside() throws Exception {
		HttpRequest request = to(8080, "/api/v2/robots").header("X-Shadow-Request", "true")
			.header("X-Heartbeat-System", "new")
			.header("X-Forwarded-For", "10.9.8.7")
			.header("Forwarded", "for=10.9.8.7")
			.header("X-Request-Id", "mine")
			.build();
		HttpResponse<String> answer = send(request);
		assertThat(this.stateManager.requests()).singleElement()
			.extracting(RecordingService.Request::headers)
			.satisfies((headers) -> assertThat(headers)
				.doesNotContainKeys("x-shadow-request", "x-heartbeat-system", "forwarded")
				.containsEntry("x-forwarded-for", "127.0.0.1")
				.containsEntry("x-request-id", answer.headers().firstValue("X-Request-Id").orElseThrow())
				.extractingByKey("x-request-id")
				.asString()
				.matches("[0-9a-f]{32}"));
	}

	@Test
	void aBatchOfAMebibytePassesAndALargerBodyIsRefused() throws Exception {
		assertThat(post("/api/v2/heartbeats", 1 << 20).statusCode()).isEqualTo(200);
		assertProblem(post("/api/v2/heartbeats", 1_200_000), 413, "too-large");
		assertThat(this.stateManager.requests()).hasSize(1);
	}

	@Test
	void aScanIsAskedForOnceAndNotByALargeBody() throws Exception {
		this.discovery.answerWith("503 Service Unavailable");
		assertThat(post("/api/v2/discovery/scans", 100).statusCode()).isEqualTo(503);
		assertThat(this.discovery.requests()).hasSize(1);
		assertProblem(post("/api/v2/discovery/scans", 1_060_000), 413, "too-large");
		assertThat(this.discovery.requests()).hasSize(1);
	}

	@Test
	void whoAsksForTooMuchDiscoveryIsToldSoAndTheOthersAreServed() throws Exception {
		HttpRequest request = to(8080, "/api/v2/discover/127.20.1.1").build();
		HttpResponse<String> answer = Stream.generate(() -> this.client.sendAsync(request, BodyHandlers.ofString()))
			.limit(400)
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.filter((each) -> each.statusCode() == 429)
			.findFirst()
			.orElseThrow();
		assertProblem(answer, 429, "too-many-requests");
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 3L);
		assertThat(get(8080, "/api/v2/robots").statusCode()).isEqualTo(200);
	}

	@Test
	void aServiceThatIsAwayIs503AndTheOthersServe() throws Exception {
		this.stateManager.close();
		HttpResponse<String> answer = post("/api/v2/robots/kiwi-07/heartbeat", 100);
		assertProblem(answer, 503, "unavailable");
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 3L);
		assertThat(get(8080, "/").statusCode()).isEqualTo(200);
	}

	@Test
	void aServicesOwnRefusalGoesThroughUnchanged() throws Exception {
		this.stateManager.answerWith("503 Service Unavailable\r\nRetry-After: 9");
		HttpResponse<String> answer = post("/api/v2/robots/kiwi-07/heartbeat", 100);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("state-manager");
		assertThat(answer.headers().allValues("Retry-After")).containsExactly("9");
	}

	@Test
	void connectionsToAServiceAreKept() throws Exception {
		get(8080, "/api/v2/robots");
		assertThat(this.stateManager.requests().getFirst().line()).endsWith("HTTP/1.1");
		assertThat(this.stateManager.requests().getFirst().headers()).doesNotContainEntry("connection", "close");
	}

	@Test
	void aMalformedRequestIsAProblem() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORTS.of(8080))) {
			socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).contains("application/problem+json", "urn:lekiwi-heartbeat:problem:invalid-request");
		}
	}

	@Test
	void theDashboardIsGuarded() throws Exception {
		HttpResponse<String> page = get(8080, "/");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'")
			.contains("frame-ancestors 'none'");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(page.headers().firstValue("Server")).contains("nginx");
		this.websocketMonitor.answerWith("200 OK\r\nContent-Security-Policy: default-src 'none'");
		assertThat(get(8080, "/").headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'");
	}

	@Test
	void everyRequestIsLoggedAsJson() throws Exception {
		String id = get(8080, "/api/v2/robots?q=secret").headers().firstValue("X-Request-Id").orElseThrow();
		Path log = this.state.nginx().resolve("logs").resolve("access.log");
		await().atMost(Duration.ofSeconds(10)).until(() -> Files.readString(log).contains(id));
		JsonNode line = JSON
			.readTree(Files.readString(log).lines().filter((each) -> each.contains(id)).findFirst().get());
		assertThat(line.path("path").asString()).isEqualTo("/api/v2/robots");
		assertThat(line.path("status").asInt()).isEqualTo(200);
		assertThat(line.path("upstream_status").asString()).isEqualTo("200");
		assertThat(line.path("first_upstream_time").isNumber()).isTrue();
		assertThat(Files.readString(log)).doesNotContain("secret");
	}

	private static void assertProblem(HttpResponse<String> answer, int status, String type) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		JsonNode problem = JSON.readTree(answer.body());
		assertThat(problem.path("type").asString()).isEqualTo("urn:lekiwi-heartbeat:problem:" + type);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("request_id").asString())
			.isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
	}

	private HttpResponse<String> get(int port, String path) throws Exception {
		return send(to(port, path).build());
	}

	private HttpResponse<String> post(String path, int bytes) throws Exception {
		return send(to(8080, path).POST(BodyPublishers.ofByteArray(new byte[bytes])).build());
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, BodyHandlers.ofString());
	}

	private static HttpRequest.Builder to(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORTS.of(port) + path));
	}

}
