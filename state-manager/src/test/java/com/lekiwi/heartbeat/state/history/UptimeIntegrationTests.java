package com.lekiwi.heartbeat.state.history;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.lekiwi.heartbeat.contract.history.Uptime;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class UptimeIntegrationTests {

	private static final Instant BASE = Instant.parse("2025-03-01T00:00:00Z");

	private static final double HOUR = 3_600;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	private Chronicle past;

	private final String robot = "up-" + UUID.randomUUID();

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
	void blindTimeAndTheTimeBeforeTheRegistrationCountNeitherWay() {
		this.past.registered(this.robot, "lab", BASE);
		this.past.happened(this.robot, "offline", at(1));
		this.past.happened(this.robot, "online", at(2));
		this.past.blind(at(1.5), at(1.75));
		this.past.blind(at(1.6), at(1.75));
		Uptime uptime = this.past.uptimeOf(this.robot, at(-1), at(4));
		assertThat(uptime).isEqualTo(new Uptime(at(-1), at(4), 1, 3 * HOUR, 0.75 * HOUR, 0.25 * HOUR, 0.8));
		Uptime within = this.past.uptimeOf(this.robot, at(1.25), at(2.25));
		assertThat(within).isEqualTo(new Uptime(at(1.25), at(2.25), 1, 0.25 * HOUR, 0.5 * HOUR, 0.25 * HOUR, 1 / 3.0));
		Uptime early = this.past.uptimeOf(this.robot, at(-2), at(-1));
		assertThat(early).isEqualTo(new Uptime(at(-2), at(-1), 0, 0, 0, 0, null));
		Uptime dark = this.past.uptimeOf(this.robot, at(1.6), at(1.7));
		assertThat(dark.blindS()).isEqualTo(0.1 * HOUR);
		assertThat(dark.uptime()).isNull();
	}

	/**
	 * As when a pause of ours falls into an outage of the edge, found by two replicas.
	 */
	@Test
	void blindTimesThatOverlapInAnyWayCountOnce() {
		this.past.registered(this.robot, "lab", at(30));
		this.past.happened(this.robot, "offline", at(31));
		this.past.happened(this.robot, "online", at(33));
		this.past.blind(at(32), at(32.5));
		this.past.blind(at(30.5), at(31.25));
		this.past.blind(at(31), at(31.5));
		this.past.blind(at(31), at(31.5));
		this.past.blind(at(31.1), at(31.2));
		this.past.blind(at(31.5), at(31.75));
		Uptime uptime = this.past.uptimeOf(this.robot, at(30), at(34));
		assertThat(uptime).isEqualTo(new Uptime(at(30), at(34), 1, 1.5 * HOUR, 0.75 * HOUR, 1.75 * HOUR, 2 / 3.0));
	}

	@Test
	void timeInWhichItWasRetiredDoesNotCount() {
		this.past.registered(this.robot, "lab", at(10));
		this.past.happened(this.robot, "offline", at(11));
		this.past.happened(this.robot, "retired", at(12));
		this.past.happened(this.robot, "returned", at(14));
		Uptime uptime = this.past.uptimeOf(this.robot, at(10), at(15));
		assertThat(uptime).isEqualTo(new Uptime(at(10), at(15), 1, 2 * HOUR, HOUR, 0, 2 / 3.0));
	}

	@Test
	void aSiteCountsEachRobotWhileItStoodThere() {
		String site = "site-" + UUID.randomUUID();
		this.past.registered(this.robot + "-stays", site, at(20));
		this.past.happened(this.robot + "-stays", "offline", at(21));
		this.past.happened(this.robot + "-stays", "online", at(22));
		this.past.registered(this.robot + "-moved", "elsewhere", at(20));
		this.past.happened(this.robot + "-moved", "changed", at(23),
				"{\"name\":\"x\",\"site\":\"elsewhere\",\"previous\":{\"name\":\"x\",\"site\":\"%s\"}}"
					.formatted(site));
		this.past.registered(this.robot + "-away", "elsewhere", at(20));
		Uptime uptime = this.past.uptimeAt(site, at(20), at(24));
		assertThat(uptime).isEqualTo(new Uptime(at(20), at(24), 2, 3 * HOUR + 3 * HOUR, HOUR, 0, 6 / 7.0));
	}

	@Test
	void aRangeThatIsNotOverEndsNow() {
		this.past.beat(this.robot, 1, "\"interval_s\":300");
		String body = this.http.get("/api/v2/robots/" + this.robot + "/uptime?to=9000-01-01T00:00:00Z").body();
		Uptime uptime = FleetJson.mapper().readValue(body, Uptime.class);
		assertThat(uptime.to()).isBefore(Instant.parse("9000-01-01T00:00:00Z"));
		assertThat(Duration.between(uptime.from(), uptime.to())).isEqualTo(Duration.ofDays(1));
		assertThat(uptime.uptime()).isEqualTo(1);
	}

	@Test
	void robotsAndSitesThatNobodyKnowsHaveNone() {
		HttpResponse<String> robot = this.http.get("/api/v2/robots/nobody/uptime");
		assertThat(robot.statusCode()).isEqualTo(404);
		assertThat(robot.body()).contains("problem:unknown-robot");
		HttpResponse<String> site = this.http.get("/api/v2/sites/nowhere%20at%20all/uptime");
		assertThat(site.statusCode()).isEqualTo(404);
		assertThat(site.body()).contains("problem:unknown-site");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/v2/robots/up/uptime?from=2025-01-02T00:00:00Z&to=2025-01-01T00:00:00Z | "from"
			/api/v2/robots/up/uptime?from=2025-01-01T00:00:00Z&to=2025-01-01T00:00:00Z | "from"
			/api/v2/robots/up/uptime?from=9000-01-01T00:00:00Z                         | "from"
			/api/v2/robots/-/uptime?form=2025-01-01T00:00:00Z&to=now                   | "form","id","to"
			/api/v2/sites/a%07b/uptime?to=now                                          | "site","to"
			""")
	void everythingThatIsWrongIsNamed(String path, String fields) {
		HttpResponse<String> answer = this.http.get(path);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		for (String field : fields.split(",", -1)) {
			assertThat(answer.body()).contains("\"field\":" + field);
		}
	}

	private static Instant at(double hours) {
		return BASE.plusSeconds(Math.round(hours * HOUR));
	}

}
