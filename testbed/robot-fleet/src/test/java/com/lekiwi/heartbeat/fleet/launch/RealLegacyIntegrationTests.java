package com.lekiwi.heartbeat.fleet.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import com.lekiwi.heartbeat.fleet.dialect.DialectShares;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.FleetTruth;
import com.lekiwi.heartbeat.fleet.simulation.RobotTruth;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.lekiwi.heartbeat.legacy.launch.LegacySettings;
import com.lekiwi.heartbeat.legacy.poll.AddressRange;
import com.lekiwi.heartbeat.legacy.poll.Networks;
import com.lekiwi.heartbeat.legacy.poll.PollCount;
import com.lekiwi.heartbeat.legacy.poll.PollSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Simulated robots and the legacy poller, the one against the other. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RealLegacyIntegrationTests {

	private static final int ROBOTS = 8;

	private final HttpClient http = HttpClient.newHttpClient();

	private int statusPort;

	private int legacyPort;

	@BeforeEach
	void choosePorts() throws IOException {
		this.statusPort = HeartbeatServer.freePort();
		this.legacyPort = HeartbeatServer.freePort();
	}

	@AfterEach
	void closeClient() {
		this.http.close();
	}

	@Test
	void theLegacyKnowsOfEveryBeatingRobotWhatIsTrue() throws Exception {
		try (Legacy legacy = legacy(List.of()); Fleet fleet = fleet(100)) {
			legacy.start();
			fleet.start();
			await().until(() -> robots().size() == ROBOTS && fleet.truth().beats().acknowledged() > 3 * ROBOTS);
			settle(fleet);
			FleetTruth.Beats beats = fleet.truth().beats();
			assertThat(beats.failed() + beats.refused()).isZero();
			// Nobody stands before the legacy to say whose answer it is.
			assertThat(beats.acknowledgedBy().absent()).isEqualTo(beats.acknowledged());
			for (JsonNode known : robots()) {
				RobotTruth truth = fleet.truths()
					.stream()
					.filter(robot -> robot.id().value().equals(known.get("id").stringValue()))
					.findFirst()
					.orElseThrow();
				assertThat(known.get("name").stringValue()).isEqualTo(truth.name());
				assertThat(known.get("type").stringValue())
					.isEqualTo((truth.type() == RobotType.XLE) ? "xle" : "lekiwi");
				assertThat(known.get("ip").stringValue()).isEqualTo(truth.address());
				assertThat(known.get("status").stringValue()).isEqualTo("online");
			}
		}
	}

	@Test
	void theLegacyLearnsOfRobotsThatDoNotSpeakItsDialectByPollingThem() throws Exception {
		try (Legacy legacy = legacy(List.of(AddressRange.of("127.20.1.1-127.20.1." + ROBOTS)));
				Fleet fleet = fleet(0)) {
			fleet.start();
			legacy.start();
			await().until(() -> robots().size() == ROBOTS);
			assertThat(fleet.truth().dialects()).containsEntry(Dialect.V2, ROBOTS);
			assertThat(robots()).allMatch(known -> known.get("type").stringValue().equals("unknown"));
			// They beat to a path that the legacy does not have.
			assertThat(fleet.truth().beats().acknowledged()).isZero();
		}
	}

	@Test
	void aRobotThatIsAwayHoldsThePollUp() throws Exception {
		try (Legacy legacy = legacy(List.of()); Fleet fleet = fleet(100)) {
			legacy.start();
			fleet.start();
			await().until(() -> robots().size() == ROBOTS);
			await().until(() -> legacy.polls().answered() >= ROBOTS);
			assertThat(fleet.silence(fleet.truths().getFirst().id())).isTrue();
			await().atMost(Duration.ofSeconds(30)).until(() -> legacy.polls().lastRoundMs() >= 2000);
			PollCount held = legacy.polls();
			assertThat(held.asked()).isGreaterThan(held.answered());
		}
	}

	@Test
	void aLegacyThatRestartsIsCaughtUpByTheNextBeats() throws Exception {
		try (Fleet fleet = fleet(100)) {
			try (Legacy legacy = legacy(List.of())) {
				legacy.start();
				fleet.start();
				await().until(() -> robots().size() == ROBOTS);
			}
			await().until(() -> fleet.truth().beats().failed() > 0);
			try (Legacy legacy = legacy(List.of())) {
				legacy.start();
				await().until(() -> robots().size() == ROBOTS);
				settle(fleet);
				FleetTruth.Beats beats = fleet.truth().beats();
				assertThat(beats.acknowledged() + beats.failed() + beats.givenUp()).isEqualTo(beats.made());
			}
		}
	}

	private Legacy legacy(List<AddressRange> ranges) throws IOException {
		PollSettings polls = new PollSettings(this.statusPort, Duration.ofMillis(100), Duration.ofSeconds(2),
				Networks.of(List.of("127.0.0.0/8")), ranges);
		return new Legacy(new LegacySettings(this.legacyPort, LegacySettings.NO_CONTROL, ZoneOffset.UTC,
				Duration.ofSeconds(30), polls), Clock.systemUTC());
	}

	private Fleet fleet(int legacyPercent) {
		return new Fleet(FleetSettings.towards(legacyUri())
			.robots(ROBOTS)
			.dialects(new DialectShares(legacyPercent, 50))
			.interval(Duration.ofMillis(100))
			.rebootsPerHour(0)
			.dropoutsPerHour(0)
			.runId("run")
			.statusPort(this.statusPort)
			.build(), Clock.systemUTC());
	}

	private URI legacyUri() {
		return URI.create("http://127.0.0.1:" + this.legacyPort);
	}

	private JsonNode robots() throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(
				HttpRequest.newBuilder(legacyUri().resolve("/robots")).timeout(Duration.ofSeconds(10)).build(),
				HttpResponse.BodyHandlers.ofString());
		return JsonMapper.shared().readTree(answer.body());
	}

	private static void settle(Fleet fleet) {
		fleet.pause();
		await().atMost(Duration.ofSeconds(30)).until(fleet::settled);
	}

}
