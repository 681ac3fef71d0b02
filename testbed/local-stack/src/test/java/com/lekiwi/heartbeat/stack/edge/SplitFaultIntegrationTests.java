package com.lekiwi.heartbeat.stack.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.edge.KeptConnection.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Both sides know every beat, and a client sees no error while one of them works. */
@Timeout(60)
class SplitFaultIntegrationTests {

	private static final int BREAKER_FAILURES = 20;

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	@TempDir
	private Path directory;

	private SplitEdge edge;

	@BeforeAll
	static void nginxIsInstalled() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
	}

	@BeforeEach
	void start() throws Exception {
		this.edge = new SplitEdge(this.directory);
		this.edge.split(50);
	}

	@AfterEach
	void stop() throws Exception {
		this.edge.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "legacy", "new" })
	void aBeatReachesBothSidesAndOnlyTheCopyIsMarked(String side) throws Exception {
		Answer answer = this.edge.ask(KeptConnection.beat(this.edge.robotOn(side), "{\"robot_id\":\"a\"}"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.system()).isEqualTo(side);
		assertThat(answer.body()).isEqualTo(side);
		Map<String, String> original = headersOfBeat(this.edge.side(side));
		Map<String, String> copy = headersOfBeat(this.edge.otherThan(side));
		assertThat(original).doesNotContainKey("x-shadow-request");
		assertThat(copy).containsEntry("x-shadow-request", "true");
		assertThat(original.get("x-request-id")).isEqualTo(answer.headers().get("x-request-id"));
		for (String same : new String[] { "x-request-id", "x-robot-id", "x-real-ip", "x-forwarded-for", "host" }) {
			assertThat(copy.get(same)).as(same).isNotNull().isEqualTo(original.get(same));
		}
	}

	@Test
	void whatOnlyReadsIsNotCopied() throws Exception {
		this.edge.ask(KeptConnection.get("/heartbeat"));
		this.edge.ask(KeptConnection.get("/robots"));
		this.edge.ask(KeptConnection.beat("kiwi-07", "last"));
		await().atMost(PATIENCE)
			.until(() -> this.edge.adapter().requestsWith("last").size() == 1
					&& this.edge.legacy().requestsWith("last").size() == 1);
		// What has no id did not come through the edge: the script asked whether a side
		// answers.
		assertThat(Stream.concat(this.edge.adapter().requests().stream(), this.edge.legacy().requests().stream())
			.filter((request) -> request.headers().containsKey("x-request-id"))).hasSize(4);
	}

	@Test
	void headersOfOursAreNotBelievedFromOutside() throws Exception {
		this.edge.ask("POST /heartbeat HTTP/1.1\r\nHost: edge\r\nX-Shadow-Request: true\r\nX-Heartbeat-System: new\r\n"
				+ "X-Request-Id: mine\r\nContent-Length: 2\r\n\r\n{}");
		for (String side : new String[] { "legacy", "new" }) {
			assertThat(headersOfBeat(this.edge.side(side))).doesNotContainKey("x-heartbeat-system")
				.doesNotContainEntry("x-request-id", "mine");
		}
		assertThat(headersOfBeat(this.edge.legacy()).containsKey("x-shadow-request"))
			.isNotEqualTo(headersOfBeat(this.edge.adapter()).containsKey("x-shadow-request"));
	}

	@ParameterizedTest
	@CsvSource({ "legacy,killed", "new,killed", "legacy,500", "new,502", "legacy,503", "new,504", "legacy,frozen",
			"new,frozen" })
	void theOtherSideAnswersForOneThatFails(String side, String fault) throws Exception {
		String robot = this.edge.robotOn(side);
		fail(side, fault);
		Answer read = this.edge.ask(KeptConnection.get("/robots/" + robot));
		assertThat(read.status()).isEqualTo(200);
		assertThat(read.system()).isNotEqualTo(side).isEqualTo(read.body());
		Answer beat = this.edge.ask(KeptConnection.beat(robot, "{\"robot_id\":\"b\"}"));
		assertThat(beat.status()).isEqualTo(200);
		assertThat(beat.system()).isNotEqualTo(side);
		// Once as a copy, once in earnest, and known by its id as the same.
		RecordingService other = this.edge.otherThan(side);
		await().atMost(PATIENCE).until(() -> other.requestsWith("{\"robot_id\":\"b\"}").size() == 2);
		assertThat(other.requestsWith("{\"robot_id\":\"b\"}"))
			.allSatisfy((request) -> assertThat(request.headers()).containsEntry("x-request-id",
					beat.headers().get("x-request-id")))
			.filteredOn((request) -> request.headers().containsKey("x-shadow-request"))
			.hasSize(1);
		await().atMost(PATIENCE)
			.until(() -> this.edge.log("access.log")
				.stream()
				.anyMatch((line) -> line.path("request_id").asString().equals(beat.headers().get("x-request-id"))
						&& line.path("primary").asString().equals(side)
						&& line.path("first_upstream_status").asInt() >= 500
						&& !line.path("system").asString().equals(side)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "legacy", "new" })
	void aSlowSideAnswersItself(String side) throws Exception {
		String robot = this.edge.robotOn(side);
		this.edge.side(side).answerAfter(Duration.ofMillis(200));
		for (int i = 0; i < 5; i++) {
			assertThat(this.edge.ask(KeptConnection.beat(robot, "{}")).system()).isEqualTo(side);
		}
	}

	@ParameterizedTest
	@CsvSource({ "legacy,frozen", "new,frozen", "legacy,killed", "new,killed", "new,500" })
	void aSickShadowHoldsNobodysConnection(String shadow, String fault) throws Exception {
		String robot = this.edge.robotOn(shadow.equals("new") ? "legacy" : "new");
		fail(shadow, fault);
		try (KeptConnection connection = this.edge.connect()) {
			for (int i = 0; i < 600; i++) {
				// Read on the same connection: it is free again, whatever became of the
				// copy.
				Answer answer = connection.exchange(KeptConnection.beat(robot, "{}"));
				assertThat(answer.status()).isEqualTo(200);
				assertThat(answer.system()).isNotEqualTo(shadow);
			}
			if (fault.equals("frozen")) {
				// None of the copies was answered meanwhile, and more than the gate
				// holds were made.
				assertThat(this.edge.side(shadow).requestsWith("{}")).isNotEmpty();
			}
		}
	}

	@Test
	void aSlowShadowStillGetsEveryCopy() throws Exception {
		String robot = this.edge.robotOn("legacy");
		this.edge.adapter().answerAfter(Duration.ofMillis(200));
		try (KeptConnection connection = this.edge.connect()) {
			for (int i = 0; i < 200; i++) {
				assertThat(connection.exchange(KeptConnection.beat(robot, "slow")).system()).isEqualTo("legacy");
			}
		}
		await().atMost(PATIENCE).until(() -> this.edge.adapter().requestsWith("slow").size() == 200);
	}

	@Test
	void aSideThatKeepsFailingIsNotAskedUntilItMayHaveRecovered() throws Exception {
		String robot = this.edge.robotOn("new");
		this.edge.adapter().answerWith("500 Internal Server Error");
		for (int i = 0; i < BREAKER_FAILURES; i++) {
			assertThat(this.edge.ask(KeptConnection.get("/robots/" + robot)).system()).isEqualTo("legacy");
		}
		int asked = this.edge.adapter().requests().size();
		assertThat(this.edge.ask(KeptConnection.get("/robots/" + robot)).system()).isEqualTo("legacy");
		assertThat(this.edge.adapter().requests()).hasSize(asked);
		// And now the other side dies: the breaker must not keep the client from the one
		// that works.
		this.edge.adapter().answerWith("200 OK");
		this.edge.legacy().close();
		assertThat(this.edge.ask(KeptConnection.get("/robots/" + robot)).system()).isEqualTo("new");
		this.edge.restart("legacy");
		await().atMost(PATIENCE)
			.until(() -> this.edge.log("access.log")
				.stream()
				.anyMatch((line) -> line.path("first_upstream_status").asInt() == 530));
		await().atMost(PATIENCE).untilAsserted(() -> {
			int before = this.edge.legacy().requests().size();
			assertThat(this.edge.ask(KeptConnection.get("/robots/" + robot)).system()).isEqualTo("new");
			assertThat(this.edge.legacy().requests()).hasSize(before);
		});
	}

	@Test
	void onlyWhenBothSidesFailAClientIsToldSo() throws Exception {
		this.edge.legacy().close();
		this.edge.adapter().close();
		Answer answer = this.edge.ask(KeptConnection.beat("kiwi-07", "{}"));
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.system()).isEqualTo("nobody");
		assertThat(answer.headers()).containsKey("retry-after");
		assertThat(answer.body()).contains("urn:lekiwi-heartbeat:problem:unavailable");
	}

	@Test
	void webSocketsAreNeverCopied() throws Exception {
		try (RecordingService monitor = new RecordingService("monitor", this.edge.ports().of(8013));
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.edge.ports().of(PortPlan.EDGE));
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			socket.getOutputStream()
				.write("GET /ws HTTP/1.1\r\nHost: edge\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(reader.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
			// A reload leaves it open.
			this.edge.split(25);
			socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(reader.lines().anyMatch("echo hello"::equals)).isTrue();
			assertThat(monitor.requests()).hasSize(1);
		}
		assertThat(this.edge.legacy().requests()).noneMatch((request) -> request.line().contains("/ws"));
		assertThat(this.edge.adapter().requests()).noneMatch((request) -> request.line().contains("/ws"));
	}

	private void fail(String side, String fault) throws IOException {
		switch (fault) {
			case "killed" -> this.edge.side(side).close();
			case "frozen" -> this.edge.side(side).freeze();
			default -> this.edge.side(side).answerWith(fault + " Broken");
		}
	}

	private static Map<String, String> headersOfBeat(RecordingService service) {
		return await().atMost(PATIENCE)
			.until(() -> service.requests()
				.stream()
				.filter((request) -> request.line().startsWith("POST /heartbeat "))
				.findFirst(), (found) -> found.isPresent())
			.orElseThrow()
			.headers();
	}

}
