package com.lekiwi.heartbeat.fleet.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer.Reaction;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.Simulation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ControlServerIntegrationTests {

	private static final RobotId KIWI = new RobotId("kiwi-0002");

	private final JsonMapper mapper = FleetJson.mapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private HeartbeatServer target;

	private Simulation simulation;

	private final Neighbourhood neighbourhood = new Neighbourhood(
			new NeighbourSettings(3, 1, NeighbourMix.of("xle=1,dead=1,refusing=1")), 1, 8090);

	private ControlServer control;

	@BeforeEach
	void start() throws IOException {
		this.target = HeartbeatServer.that(_ -> Reaction.COMMIT);
		this.simulation = new Simulation(FleetSettings.towards(this.target.uri())
			.robots(4)
			.interval(Duration.ofMillis(20))
			.rebootsPerHour(0)
			.dropoutsPerHour(0)
			.runId("run")
			.build(), Clock.systemUTC());
		this.control = new ControlServer(this.simulation, this.neighbourhood, 0);
		this.control.start();
		this.simulation.start();
		await().until(() -> this.simulation.summary().beats().acknowledged() > 12);
	}

	@AfterEach
	void stop() {
		this.control.close();
		this.simulation.close();
		this.target.close();
		this.http.close();
	}

	@Test
	void theTruthOfTheFleetIsSummedUp() throws Exception {
		JsonNode truth = json("GET", "/truth");
		assertThat(truth.propertyNames()).containsExactly("at", "run_id", "robots", "paused", "settled", "dialects",
				"presence", "beats", "acknowledge_ms");
		assertThat(truth.get("robots").intValue()).isEqualTo(4);
		assertThat(truth.get("presence").get("beating").intValue()).isEqualTo(4);
		assertThat(truth.get("presence").propertyNames()).containsExactly("beating", "dropped_out", "rebooting",
				"switched_off", "silenced");
		assertThat(truth.get("beats").propertyNames()).containsExactly("made", "acknowledged", "refused", "dropped_out",
				"given_up", "uncertain", "waiting", "failed", "resent", "acknowledged_by", "lost");
		assertThat(truth.get("acknowledge_ms").get("p50").doubleValue()).isPositive();
		assertThat(truth.get("acknowledge_ms").get("p99").doubleValue())
			.isGreaterThanOrEqualTo(truth.get("acknowledge_ms").get("p50").doubleValue());
	}

	@Test
	void theTruthOfEachRobotCanBeAsked() throws Exception {
		JsonNode robot = json("GET", "/truth/robots/" + KIWI);
		assertThat(robot.get("address").stringValue()).isEqualTo("127.20.1.2");
		assertThat(robot.get("alive").booleanValue()).isTrue();
		assertThat(robot.get("status").stringValue()).isIn("ok", "busy", "error");
		assertThat(robot.get("battery").get("percent").floatValue()).isBetween(0f, 100f);
		assertThat(robot.get("teleoperation").get("state").stringValue()).isIn("idle", "host_ready", "operated",
				"policy", "host_cycling");
		assertThat(robot.get("boot_id").stringValue()).isNotEmpty();
		assertThat(robot.get("tongue").get("dialect").stringValue()).isEqualTo("v2");
		assertThat(json("GET", "/truth/robots").get("robots")).extracting(each -> each.get("id").stringValue())
			.containsExactly("kiwi-0001", "kiwi-0002", "kiwi-0003", "xle-0001");
	}

	@Test
	void theTruthOfTheNeighboursNamesWhatTheyAreAndWhatCameToThem() throws Exception {
		JsonNode truth = json("GET", "/truth/neighbours");
		assertThat(truth.propertyNames()).containsExactly("port", "open_connections", "turned_away", "lure_connections",
				"neighbours");
		assertThat(truth.get("neighbours")).hasSize(3);
		for (JsonNode neighbour : truth.get("neighbours")) {
			switch (neighbour.get("character").stringValue()) {
				case "xle" -> {
					assertThat(neighbour.get("robot").booleanValue()).isTrue();
					assertThat(neighbour.get("type").stringValue()).isEqualTo("xle");
					assertThat(neighbour.get("identifiable").booleanValue()).isTrue();
					assertThat(neighbour.get("id").stringValue()).startsWith("xle-n000");
				}
				case "dead" -> {
					assertThat(neighbour.get("robot").booleanValue()).isFalse();
					assertThat(neighbour.get("connections").longValue()).isZero();
					assertThat(neighbour.get("requests").longValue()).isZero();
				}
				default -> assertThat(neighbour.has("connections")).isFalse();
			}
		}
	}

	@Test
	void whenThePausedFleetIsSettledTheLedgerIsWhatTheServerCounted() throws Exception {
		assertThat(json("GET", "/settled").get("settled").booleanValue()).isFalse();
		assertThat(json("POST", "/pause").get("paused").booleanValue()).isTrue();
		await().until(() -> json("GET", "/settled").get("settled").booleanValue());
		JsonNode page = json("GET", "/ledger");
		assertThat(page.get("settled").booleanValue()).isTrue();
		assertThat(page.get("robots")).hasSize(4);
		for (JsonNode entry : page.get("robots")) {
			RobotId id = new RobotId(entry.get("id").stringValue());
			JsonNode counted = this.mapper
				.readTree(this.mapper.writeValueAsBytes(this.target.committed().count(id).orElseThrow()));
			assertThat(entry.get("expectation")).isEqualTo(counted);
			assertThat(entry.get("uncertain").longValue()).isZero();
			assertThat(entry.get("dialect").stringValue()).isEqualTo("v2");
			assertThat(entry.get("boots").get(0).get("acknowledged_by").get("absent"))
				.isEqualTo(counted.get("received"));
			assertThat(entry.get("boots").get(0).get("acknowledged")).isEqualTo(counted.get("received"));
			assertThat(json("GET", "/ledger/" + id)).isEqualTo(entry);
		}
		long made = json("GET", "/truth").get("beats").get("made").longValue();
		assertThat(json("POST", "/resume").get("paused").booleanValue()).isFalse();
		await().until(() -> json("GET", "/truth").get("beats").get("made").longValue() > made);
	}

	@Test
	void aRobotIsSilencedAndWoken() throws Exception {
		assertThat(json("POST", "/robots/" + KIWI + "/silence").get("presence").stringValue()).isEqualTo("silenced");
		assertThat(this.simulation.truth(KIWI).orElseThrow().presence()).isEqualTo(Presence.SILENCED);
		assertThat(json("POST", "/robots/" + KIWI + "/wake").get("alive").booleanValue()).isTrue();
		assertThat(this.simulation.truth(KIWI).orElseThrow().presence()).isEqualTo(Presence.BEATING);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /nothing, 404, /problems/not-found", "GET, /truth/, 404, /problems/not-found",
			"GET, /truth/robots/nobody, 404, /problems/robot-not-found",
			"GET, /ledger/-bad-, 404, /problems/robot-not-found",
			"POST, /robots/nobody/silence, 404, /problems/robot-not-found",
			"GET, /pause, 405, /problems/method-not-allowed", "DELETE, /truth, 405, /problems/method-not-allowed" })
	void whatItDoesNotKnowIsAProblem(String method, String path, int status, String type) throws Exception {
		HttpResponse<String> response = send(method, path);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		JsonNode problem = this.mapper.readTree(response.body());
		assertThat(problem.get("type").stringValue()).isEqualTo(type);
		assertThat(problem.get("status").intValue()).isEqualTo(status);
		assertThat(problem.get("instance").stringValue()).isEqualTo(path);
		assertThat(response.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
	}

	@Test
	void aPortInUseIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket()) {
			taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
			assertThatIOException()
				.isThrownBy(() -> new ControlServer(this.simulation, this.neighbourhood, taken.getLocalPort()))
				.withMessageContaining("127.0.0.1:" + taken.getLocalPort())
				.withMessageContaining("in use");
		}
	}

	private JsonNode json(String method, String path) throws IOException, InterruptedException {
		HttpResponse<String> response = send(method, path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		return this.mapper.readTree(response.body());
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.control.port() + path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
