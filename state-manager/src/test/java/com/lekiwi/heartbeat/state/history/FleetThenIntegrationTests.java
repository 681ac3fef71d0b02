package com.lekiwi.heartbeat.state.history;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.contract.history.FleetThen;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class FleetThenIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	private Chronicle past;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
		this.past = new Chronicle(this.http, this.database);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void theFleetIsShownAsItWasAtEachMomentOfWhatHappened() {
		String robot = "then-told";
		Instant before = moment();
		this.past.beat(robot, 1, "\"interval_s\":1,\"name\":\"One\",\"type\":\"lekiwi\",\"site\":\"lab-a\"");
		Instant registered = moment();
		this.past.beat(robot, 2, "\"interval_s\":1,\"status\":\"error\"");
		Instant failed = moment();
		this.past.beat(robot, 3, "\"interval_s\":1,\"name\":\"Two\",\"type\":\"xle\",\"site\":\"lab-b\"");
		Instant renamed = moment();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/" + robot).body().contains("\"status\":\"offline\""));
		Instant silent = moment();
		this.past.beat(robot, 4, "\"interval_s\":300");
		Instant back = moment();

		assertThat(this.past.then(robot, before)).isNull();
		assertThat(this.past.then(robot, registered)).satisfies(then -> {
			assertThat(then.name()).isEqualTo("One");
			assertThat(then.type()).isEqualTo(RobotType.LEKIWI);
			assertThat(then.site()).isEqualTo("lab-a");
			assertThat(then.status()).isEqualTo(RobotStatus.ONLINE);
			assertThat(then.alive()).isTrue();
		});
		assertThat(this.past.then(robot, failed).status()).isEqualTo(RobotStatus.FAILED);
		assertThat(this.past.then(robot, renamed)).satisfies(then -> {
			assertThat(then.name()).isEqualTo("Two");
			assertThat(then.type()).isEqualTo(RobotType.XLE);
			assertThat(then.site()).isEqualTo("lab-b");
			assertThat(then.status()).isEqualTo(RobotStatus.ONLINE);
		});
		assertThat(this.past.then(robot, silent)).satisfies(then -> {
			assertThat(then.status()).isEqualTo(RobotStatus.OFFLINE);
			assertThat(then.alive()).isFalse();
			assertThat(then.name()).isEqualTo("Two");
		});
		assertThat(this.past.then(robot, back).status()).isEqualTo(RobotStatus.ONLINE);
	}

	@Test
	void whatIsRecordedLateCountsWhenItHappened() {
		Instant base = hoursAgo(100);
		this.past.registered("then-late", "lab", base);
		this.past.happened("then-late", "offline", base.plusSeconds(60));
		this.past.happened("then-late", "online", base.plusSeconds(120));
		assertThat(this.past.then("then-late", base.minusMillis(1))).isNull();
		assertThat(this.past.then("then-late", base).status()).isEqualTo(RobotStatus.ONLINE);
		assertThat(this.past.then("then-late", base.plusSeconds(60)).status()).isEqualTo(RobotStatus.OFFLINE);
		assertThat(this.past.then("then-late", base.plusMillis(119_999)).status()).isEqualTo(RobotStatus.OFFLINE);
		assertThat(this.past.then("then-late", base.plusSeconds(120)).status()).isEqualTo(RobotStatus.ONLINE);
	}

	@Test
	void whatPeopleDecidedIsShownAsItWas() {
		Instant base = hoursAgo(100);
		this.past.registered("then-kept", "lab", base);
		this.past.happened("then-kept", "failed", base.plusSeconds(10));
		this.past.happened("then-kept", "maintenance_started", base.plusSeconds(20));
		this.past.happened("then-kept", "maintenance_ended", base.plusSeconds(30));
		this.past.happened("then-kept", "recovered", base.plusSeconds(35));
		this.past.happened("then-kept", "offline", base.plusSeconds(40));
		this.past.happened("then-kept", "retired", base.plusSeconds(50));
		this.past.happened("then-kept", "returned", base.plusSeconds(60));
		assertThat(this.past.then("then-kept", base.plusSeconds(15)).status()).isEqualTo(RobotStatus.FAILED);
		assertThat(this.past.then("then-kept", base.plusSeconds(25)).status()).isEqualTo(RobotStatus.MAINTENANCE);
		assertThat(this.past.then("then-kept", base.plusSeconds(25)).alive()).isTrue();
		assertThat(this.past.then("then-kept", base.plusSeconds(32)).status()).isEqualTo(RobotStatus.FAILED);
		assertThat(this.past.then("then-kept", base.plusSeconds(37)).status()).isEqualTo(RobotStatus.ONLINE);
		assertThat(this.past.then("then-kept", base.plusSeconds(45)).status()).isEqualTo(RobotStatus.OFFLINE);
		assertThat(this.past.then("then-kept", base.plusSeconds(55))).isNull();
		assertThat(this.past.then("then-kept", base.plusSeconds(65)).status()).isEqualTo(RobotStatus.ONLINE);
	}

	@Test
	void aRobotThatStillFailsWhileItIsSilentFailedThen() {
		Instant base = hoursAgo(100);
		this.past.registered("then-broken", "lab", base);
		this.past.happened("then-broken", "failed", base.plusSeconds(10));
		this.past.happened("then-broken", "offline", base.plusSeconds(20));
		this.database.update("UPDATE robots SET status = 'offline' WHERE id = 'then-broken'");
		this.database.update("UPDATE robot_liveness SET alive = FALSE WHERE robot_id = 'then-broken'");
		assertThat(this.past.then("then-broken", base.plusSeconds(15)).status()).isEqualTo(RobotStatus.FAILED);
		assertThat(this.past.then("then-broken", base.plusSeconds(25)).status()).isEqualTo(RobotStatus.OFFLINE);
	}

	@Test
	void pagesFollowEachOtherAndLeaveNobodyOut() {
		List<String> robots = new ArrayList<>();
		for (int i = 10; i < 35; i++) {
			robots.add("then-page-" + i);
			this.past.beat(robots.getLast(), 1, "\"interval_s\":300");
		}
		Instant at = moment();
		List<String> read = new ArrayList<>();
		String cursor = "then-page-";
		do {
			FleetThen page = FleetJson.mapper()
				.readValue(this.http.get("/api/v2/fleet?limit=10&at=" + at + "&cursor=" + cursor).body(),
						FleetThen.class);
			assertThat(page.robots()).hasSizeLessThanOrEqualTo(10);
			page.robots().forEach(robot -> read.add(robot.id().value()));
			cursor = page.nextCursor();
		}
		while (cursor != null);
		assertThat(read).isSorted().doesNotHaveDuplicates().containsAll(robots);
	}

	@Test
	void badQuestionsAreAnsweredWithEverythingThatIsWrong() {
		HttpResponse<String> future = this.http
			.get("/api/v2/fleet?at=" + Instant.now().plusSeconds(3_600) + "&limit=0&cursor=-&status=online");
		assertThat(future.statusCode()).isEqualTo(400);
		JsonNode problem = FleetJson.mapper().readTree(future.body());
		assertThat(problem.at("/faults").values().stream().map(fault -> fault.at("/field").asString()).toList())
			.containsExactly("status", "limit", "cursor", "at");
		assertThat(this.http.get("/api/v2/fleet?at=noon").statusCode()).isEqualTo(400);
	}

	@Test
	void aTimeBeforeTheRetentionIsToldSo() {
		LocalDate day = LocalDate.of(2018, 5, 5);
		keep(day);
		keep(day.plusDays(10));
		HttpResponse<String> answer = this.http.get("/api/v2/fleet?at=2018-05-01T00:00:00Z");
		assertThat(answer.statusCode()).isEqualTo(410);
		JsonNode problem = FleetJson.mapper().readTree(answer.body());
		assertThat(problem.at("/type").asString()).endsWith("problem:time-too-old");
		Instant keptSince = Instant.parse(problem.at("/kept_since").asString());
		assertThat(keptSince).isAfterOrEqualTo(Instant.parse("2018-05-07T00:00:00Z"));
		assertThat(this.http.get("/api/v2/fleet?at=" + keptSince).statusCode()).isEqualTo(200);
		this.past.registered("then-old", "lab", Instant.parse("2018-01-01T00:00:00Z"));
		answer = this.http.get("/api/v2/robots/then-old/uptime?from=2018-05-01T00:00:00Z&to=2018-05-02T00:00:00Z");
		assertThat(answer.statusCode()).isEqualTo(410);
		assertThat(answer.body()).contains("problem:time-too-old", "kept_since");
	}

	private void keep(LocalDate today) {
		this.database.queryForMap("SELECT * FROM keep_daily_partitions('robot_events', ?, 1, 8)", today);
	}

	private static Instant moment() {
		return Instant.now().truncatedTo(ChronoUnit.MICROS);
	}

	private static Instant hoursAgo(int hours) {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(hours));
	}

}
