package com.lekiwi.heartbeat.stack.edge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.stack.edge.KeptConnection.Answer;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Which robot is on which side, on a real nginx. */
@Timeout(120)
class TrafficSplitIntegrationTests {

	private static final int ROBOTS = 10_000;

	private static final int PIPELINED = 100;

	/** Three sigma of the hash. */
	private static final double ERROR_POINTS = 1.5;

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
	}

	@AfterEach
	void stop() throws Exception {
		this.edge.close();
	}

	@Test
	void sharesAreAsAskedAndCohortsNest() throws Exception {
		Set<Integer> before = onNew();
		assertThat(before).isEmpty();
		for (int percent : new int[] { 10, 25, 50, 100 }) {
			this.edge.split(percent);
			Set<Integer> now = onNew();
			// Nobody goes back to the legacy when the share of the new side grows.
			assertThat(now).containsAll(before);
			assertThat(now.size() * 100.0 / ROBOTS).isCloseTo(percent, within((percent < 100) ? ERROR_POINTS : 0.0));
			before = now;
		}
	}

	@Test
	void aRobotIsOnOneSideHoweverItIsNamed() throws Exception {
		this.edge.split(50);
		for (int i = 0; i < 50; i++) {
			String robot = "kiwi-" + i;
			String side = this.edge.ask(KeptConnection.get("/robots/" + robot)).system();
			assertThat(this.edge.ask(KeptConnection.get("/robots/" + robot + "/teleoperation-status")).system())
				.isEqualTo(side);
			assertThat(this.edge.ask(named("/robots", robot)).system()).isEqualTo(side);
			assertThat(this.edge.ask(KeptConnection.beat(robot, "{}")).system()).isEqualTo(side);
		}
	}

	@Test
	void whatIsNoRobotsNameDecidesNothing() throws Exception {
		this.edge.split(50);
		String side = this.edge.ask(KeptConnection.get("/robots")).system();
		for (int i = 0; i < 20; i++) {
			assertThat(this.edge.ask(named("/robots", "-kiwi-" + i)).system()).isEqualTo(side);
			assertThat(this.edge.ask(named("/robots", "k".repeat(64) + i)).system()).isEqualTo(side);
			assertThat(this.edge.ask(KeptConnection.get("/robots/kiwi%20" + i)).system()).isEqualTo(side);
		}
	}

	@Test
	void robotsBehindATrustedProxyAreSplitByTheirOwnAddress() throws Exception {
		this.edge.split(50);
		assertThat(sidesOfForwardedAddresses()).hasSize(1);
		Files.writeString(this.edge.file("trusted-proxies.conf"),
				"set_real_ip_from 127.0.0.1;\nreal_ip_header X-Forwarded-For;\n");
		this.edge.split(49);
		assertThat(sidesOfForwardedAddresses()).containsExactlyInAnyOrder("legacy", "new");
		// What is for this machine's own eyes is not shown to those whom the proxy
		// brings.
		assertThat(this.edge.ask(forwarded("/edge/split", 1)).status()).isEqualTo(404);
		assertThat(this.edge.ask(forwarded("/.edge/alive", 1)).status()).isEqualTo(404);
		assertThat(this.edge.livePercent()).isEqualTo(49);
	}

	@Test
	void theLiveSplitIsTold() throws Exception {
		assertThat(this.edge.live().toString()).isEqualTo("{\"generation\":1,\"new_percent\":0}");
		this.edge.split(25);
		assertThat(this.edge.live().toString()).isEqualTo("{\"generation\":2,\"new_percent\":25}");
		assertThat(this.edge.ask(KeptConnection.get("/robots")).headers()).containsEntry("x-split-generation", "2");
		// v2 is not split.
		assertThat(this.edge.ask(KeptConnection.get("/api/v2/robots")).headers())
			.doesNotContainKeys("x-split-generation", "x-heartbeat-system");
	}

	@Test
	void theLogTellsWhoAnsweredAndWhatTheOtherDid() throws Exception {
		Answer beat = this.edge.ask(KeptConnection.beat("kiwi-07", "{}"));
		String id = beat.headers().get("x-request-id");
		await().atMost(Duration.ofSeconds(10)).until(() -> logged(id).size() == 2);
		JsonNode request = logged(id).stream().filter((line) -> !line.has("shadow")).findFirst().orElseThrow();
		assertThat(request.path("path").asString()).isEqualTo("/heartbeat");
		assertThat(request.path("primary").asString()).isEqualTo("legacy");
		assertThat(request.path("system").asString()).isEqualTo("legacy");
		assertThat(request.path("key_kind").asString()).isEqualTo("header");
		assertThat(request.path("generation").asInt()).isEqualTo(1);
		assertThat(request.path("first_upstream_status").asInt()).isEqualTo(200);
		assertThat(request.path("first_upstream_time").isNumber()).isTrue();
		JsonNode copy = logged(id).stream().filter((line) -> line.has("shadow")).findFirst().orElseThrow();
		assertThat(copy.path("system").asString()).isEqualTo("new");
		assertThat(copy.path("first_upstream_status").asInt()).isEqualTo(200);
		String away = this.edge.ask(KeptConnection.get("/api/v2/robots?q=1")).headers().get("x-request-id");
		await().atMost(Duration.ofSeconds(10)).until(() -> logged(away).size() == 1);
		assertThat(logged(away).getFirst().path("path").asString()).isEqualTo("/api/v2/robots");
		assertThat(logged(away).getFirst().path("generation").isNull()).isTrue();
	}

	@Test
	void aTooLargeBodyIsRefusedAsEver() throws Exception {
		Answer answer = this.edge.ask(KeptConnection.beat("kiwi-07", "x".repeat(70_000)));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.body()).contains("urn:lekiwi-heartbeat:problem:too-large");
		assertThat(this.edge.legacy().requests()).isEmpty();
		assertThat(this.edge.adapter().requests()).isEmpty();
	}

	@Test
	void withoutALegacyTheFolderIsLeftOut() throws Exception {
		this.edge.nginx().stop();
		StateDirectory.delete(this.edge.file("split"));
		this.edge.nginx().start();
		try (RecordingService dashboard = new RecordingService("dashboard", this.edge.ports().of(8013))) {
			for (String path : new String[] { "/health", "/robots", "/robots/kiwi-07", "/heartbeat", "/edge/split" }) {
				assertThat(this.edge.ask(KeptConnection.get(path)).body()).isEqualTo("dashboard");
			}
			assertThat(dashboard.requests()).hasSize(5);
		}
		this.edge.run("update_traffic_split.sh", "10").failed(1, "there is no split in");
	}

	private Set<Integer> onNew() throws Exception {
		Set<Integer> robots = new HashSet<>();
		try (KeptConnection connection = this.edge.connect()) {
			for (int first = 0; first < ROBOTS; first += PIPELINED) {
				List<Answer> answers = connection.exchange(IntStream.range(first, first + PIPELINED)
					.mapToObj((robot) -> KeptConnection.get("/robots/kiwi-" + robot))
					.toList());
				for (int i = 0; i < PIPELINED; i++) {
					assertThat(answers.get(i).status()).isEqualTo(200);
					if (answers.get(i).system().equals("new")) {
						robots.add(first + i);
					}
				}
			}
		}
		return robots;
	}

	private List<JsonNode> logged(String id) throws Exception {
		return this.edge.log("access.log")
			.stream()
			.filter((line) -> line.path("request_id").asString().equals(id))
			.toList();
	}

	private Set<String> sidesOfForwardedAddresses() throws Exception {
		List<String> sides = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			sides.add(this.edge.ask(forwarded("/robots", i)).system());
		}
		return new HashSet<>(sides);
	}

	private static String forwarded(String path, int host) {
		return "GET " + path + " HTTP/1.1\r\nHost: edge\r\nX-Forwarded-For: 10.9.8." + host + "\r\n\r\n";
	}

	private static String named(String path, String robot) {
		return "GET " + path + " HTTP/1.1\r\nHost: edge\r\nX-Robot-Id: " + robot + "\r\n\r\n";
	}

}
