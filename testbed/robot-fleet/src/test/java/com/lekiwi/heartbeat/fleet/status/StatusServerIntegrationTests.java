package com.lekiwi.heartbeat.fleet.status;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.RobotTruth;
import com.lekiwi.heartbeat.fleet.simulation.Simulation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatusServerIntegrationTests {

	private static final RobotProfile KIWI = RobotProfile.of(1);

	private static final RobotProfile XLE = RobotProfile.of(4);

	private final JsonMapper mapper = FleetJson.mapper();

	private final HttpClient http = HttpClient.newHttpClient();

	private Simulation simulation;

	private StatusServer server;

	private int port;

	@BeforeEach
	void start() throws IOException {
		this.simulation = new Simulation(FleetSettings.towards(URI.create("http://127.0.0.1:1"))
			.robots(50)
			.rebootsPerHour(0)
			.dropoutsPerHour(0)
			.runId("run")
			.build(), Clock.systemUTC());
		this.port = HeartbeatServer.freePort();
		this.server = new StatusServer(this.simulation, this.port);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.simulation.close();
		this.http.close();
	}

	@Test
	void everyRobotAnswersOnItsOwnAddress() throws Exception {
		for (RobotProfile profile : this.simulation.profiles()) {
			JsonNode status = this.mapper.readTree(send("GET", profile, "/status").body());
			RobotTruth truth = this.simulation.truth(profile.id()).orElseThrow();
			assertThat(status.get("id").stringValue()).isEqualTo(profile.id().value());
			assertThat(status.get("boot_id").stringValue()).isEqualTo(truth.bootId());
			assertThat(status.get("versions").get("software").stringValue()).isEqualTo(truth.versions().software());
			assertThat(status.get("teleop_host").booleanValue()).isEqualTo(truth.evidence().hostReady());
		}
	}

	@Test
	void theMotorsTellTheTypeThatTheAnswerDoesNotName() throws Exception {
		JsonNode kiwi = this.mapper.readTree(send("GET", KIWI, "/status").body());
		JsonNode xle = this.mapper.readTree(send("GET", XLE, "/status").body());
		assertThat(motors(kiwi)).containsExactly(9);
		assertThat(motors(xle)).hasSize(2);
		assertThat(kiwi.has("type") || xle.has("type")).isFalse();
	}

	@Test
	void aRobotThatIsAwayNeverAnswers() throws Exception {
		this.simulation.setSilenced(KIWI.id(), true);
		assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> send("GET", KIWI, "/status"));
		assertThat(send("GET", XLE, "/status").statusCode()).isEqualTo(200);
		this.simulation.setSilenced(KIWI.id(), false);
		assertThat(send("GET", KIWI, "/status").statusCode()).isEqualTo(200);
	}

	@Test
	void anythingElseIsAProblem() throws Exception {
		HttpResponse<String> notFound = send("GET", KIWI, "/other");
		assertThat(notFound.statusCode()).isEqualTo(404);
		assertThat(notFound.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
		HttpResponse<String> notAllowed = send("POST", KIWI, "/status");
		assertThat(notAllowed.statusCode()).isEqualTo(405);
		assertThat(notAllowed.headers().firstValue("Allow")).contains("GET");
	}

	@Test
	void aPortInUseIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket()) {
			taken.bind(new InetSocketAddress(KIWI.address(), 0));
			try (StatusServer second = new StatusServer(this.simulation, taken.getLocalPort())) {
				assertThatIOException().isThrownBy(second::start)
					.withMessageContaining("127.20.1.1:" + taken.getLocalPort())
					.withMessageContaining("in use");
			}
		}
	}

	private static List<Integer> motors(JsonNode status) {
		List<Integer> counts = new ArrayList<>();
		status.get("motor_buses").forEach(bus -> counts.add(bus.get("motors").size()));
		return counts;
	}

	private HttpResponse<String> send(String method, RobotProfile robot, String path)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://" + robot.address().getHostAddress() + ":" + this.port + path);
		return this.http.send(HttpRequest.newBuilder(uri)
			.timeout(Duration.ofSeconds(3))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
