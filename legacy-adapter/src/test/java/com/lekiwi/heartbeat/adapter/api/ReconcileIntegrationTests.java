package com.lekiwi.heartbeat.adapter.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.lekiwi.heartbeat.adapter.fixture.FakeStateManager;
import com.lekiwi.heartbeat.adapter.fixture.Fleet;
import com.lekiwi.heartbeat.adapter.fixture.Legacies;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The legacy forgets nothing between the tests: each has robots of its own. */
@MigrationTest
class ReconcileIntegrationTests {

	private static int tests;

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private FakeStateManager newSide;

	@Autowired
	private Legacy legacy;

	private Api api;

	private Fleet fleet;

	private String prefix = "";

	@BeforeEach
	void open() {
		this.api = new Api(this.port);
		this.fleet = new Fleet(this.database);
		this.database.execute("TRUNCATE robots, robot_liveness, sync_runs, legacy_forwards CASCADE");
		this.newSide.reset();
		this.prefix = "t" + ++tests + "-";
	}

	@AfterEach
	void close() {
		this.api.close();
	}

	@Test
	void aDryRunListsWhatDiffersAndChangesNothing() {
		differ();
		JsonNode answer = reconcile("reconcile?limit=1000");
		assertThat(answer.get("dry_run").booleanValue()).isTrue();
		assertThat(answer.at("/run/kind").stringValue()).isEqualTo("reconcile");
		assertThat(answer.at("/run/state").stringValue()).isEqualTo("succeeded");
		assertThat(described(answer)).containsExactlyInAnyOrder("there missing_here sighting repairable",
				"v2 missing_there heartbeat repairable", "keyed missing_there none unrepairable",
				"old missing_there none unrepairable", "renamed name sighting repairable",
				"renamed type sighting repairable", "person name sighting repairable",
				"v2-renamed name heartbeat repairable", "v2-renamed teleoperation heartbeat repairable",
				"heard-there older_here sighting repairable", "heard-there status sighting repairable",
				"heard-here older_there none unrepairable");
		assertThat(answer.at("/counts/name").intValue()).isGreaterThanOrEqualTo(3);
		assertThat(difference(answer, "keyed", "missing_there").get("reason").stringValue()).contains("next beat");
		assertThat(this.newSide.requests()).isZero();
		assertThat(Legacies.robot(this.legacy, this.prefix + "v2").isMissingNode()).isTrue();
		assertThat(described(reconcile("reconcile?limit=1000"))).hasSize(12);
	}

	@Test
	void whatCanBeRepairedIsRepairedOnBothSidesAndTheRestIsNamed() {
		differ();
		JsonNode answer = reconcile("reconcile?limit=1000&dry_run=false");
		assertThat(answer.get("dry_run").booleanValue()).isFalse();
		assertThat(described(answer)).containsExactlyInAnyOrder("there missing_here sighting repaired",
				"v2 missing_there heartbeat repaired", "keyed missing_there none unrepairable",
				"old missing_there none unrepairable", "renamed name sighting repaired",
				"renamed type sighting repaired", "person name sighting failed", "v2-renamed name heartbeat repaired",
				"v2-renamed teleoperation heartbeat repaired", "heard-there older_here sighting repaired",
				"heard-there status sighting repaired", "heard-here older_there none unrepairable");
		assertThat(difference(answer, "person", "name").get("reason").stringValue()).contains("a person told");
		assertThat(answer.at("/run/written").intValue()).isPositive();
		assertThat(answer.at("/run/failed").intValue()).isEqualTo(4);
		assertThat(this.fleet.isAlive(this.prefix + "there")).isTrue();
		assertThat(this.fleet.name(this.prefix + "renamed")).isEqualTo("There");
		assertThat(this.fleet.name(this.prefix + "person")).isEqualTo("Here");
		assertThat(Legacies.robot(this.legacy, this.prefix + "v2").get("status").stringValue()).isEqualTo("online");
		assertThat(Legacies.robot(this.legacy, this.prefix + "v2-renamed").get("name").stringValue()).isEqualTo("Here");
		assertThat(described(reconcile("reconcile?limit=1000"))).containsExactlyInAnyOrder(
				"keyed missing_there none unrepairable", "old missing_there none unrepairable",
				"person name sighting repairable", "heard-here older_there none unrepairable");
	}

	@Test
	void theBodyMayAskForTheRepairToo() {
		Legacies.beatOf(this.legacy, this.prefix + "there");
		JsonNode answer = this.api.json(this.api.ask("POST", "reconcile?limit=1000", "{\"dry_run\":false}"), 200);
		assertThat(described(answer)).containsExactly("there missing_here sighting repaired");
	}

	@Test
	void pagesCoverAllRobotsThatDifferOnceAndTheCountsAreThoseOfTheFleet() {
		for (int i = 0; i < 5; i++) {
			this.fleet.keyedBeat(this.prefix + i);
			Legacies.beatOf(this.legacy, this.prefix + "x" + i);
		}
		Set<String> robots = new HashSet<>();
		String cursor = "";
		JsonNode answer;
		do {
			answer = reconcile("reconcile?limit=3" + cursor);
			assertThat(answer.get("findings").size()).isBetween(1, 3);
			assertThat(answer.at("/counts/missing_there").intValue()).isEqualTo(5);
			for (JsonNode finding : answer.get("findings")) {
				assertThat(robots.add(finding.get("robot_id").stringValue())).isTrue();
			}
			cursor = answer.has("next_cursor") ? "&cursor=" + answer.get("next_cursor").stringValue() : "";
		}
		while (!cursor.isEmpty());
		assertThat(robots).hasSize(answer.get("differing").intValue());
	}

	@Test
	void aNewSideThatIsAwayIsNamedAsTheReason() {
		Legacies.beatOf(this.legacy, this.prefix + "there");
		this.newSide.answerWith(503);
		JsonNode answer = reconcile("reconcile?limit=1000&dry_run=false");
		assertThat(described(answer)).containsExactly("there missing_here sighting failed");
		assertThat(difference(answer, "there", "missing_here").get("reason").stringValue()).contains("503");
	}

	private void differ() {
		Legacies.beatOf(this.legacy, this.prefix + "there");
		this.fleet.beat(this.prefix + "v2");
		this.fleet.keyedBeat(this.prefix + "keyed");
		this.fleet.beat(this.prefix + "old", "boot-1", Duration.ofMinutes(5), 5);
		for (String robot : List.of("renamed", "person", "v2-renamed")) {
			Legacies.beat(this.legacy,
					"{\"robot_id\":\"" + this.prefix + robot + "\",\"name\":\"There\",\"type\":\"xle\"}");
			this.fleet.register(this.prefix + robot, "Here", robot.equals("renamed") ? "lekiwi" : "xle", null);
		}
		this.fleet.keyedBeat(this.prefix + "renamed");
		this.fleet.keyedBeat(this.prefix + "person");
		this.newSide.personNamed(this.prefix + "person");
		this.fleet.beat(this.prefix + "v2-renamed");
		this.database.update("UPDATE robot_liveness SET host_ready = TRUE WHERE robot_id = ?",
				this.prefix + "v2-renamed");
		Legacies.beatOf(this.legacy, this.prefix + "heard-there");
		this.fleet.beat(this.prefix + "heard-there", "", Duration.ofMinutes(5), 5);
		Legacies.beatOf(this.legacy, this.prefix + "heard-here");
		this.fleet.keyedBeat(this.prefix + "heard-here");
		this.database.update(
				"UPDATE robot_liveness SET last_beat_at = last_beat_at + interval '5 s' WHERE robot_id = ?",
				this.prefix + "heard-here");
	}

	private JsonNode reconcile(String path) {
		return this.api.json(this.api.post(path), 200);
	}

	/** Robots of this test only. */
	private List<String> described(JsonNode answer) {
		List<String> described = new ArrayList<>();
		for (JsonNode finding : answer.get("findings")) {
			String robot = finding.get("robot_id").stringValue();
			if (robot.startsWith(this.prefix)) {
				for (JsonNode difference : finding.get("differences")) {
					described.add(String.join(" ", robot.substring(this.prefix.length()),
							difference.get("kind").stringValue(), difference.get("repair").stringValue(),
							difference.get("outcome").stringValue()));
				}
			}
		}
		return described;
	}

	private JsonNode difference(JsonNode answer, String robot, String kind) {
		for (JsonNode finding : answer.get("findings")) {
			for (JsonNode difference : finding.get("differences")) {
				if (finding.get("robot_id").stringValue().equals(this.prefix + robot)
						&& difference.get("kind").stringValue().equals(kind)) {
					return difference;
				}
			}
		}
		throw new AssertionError("no such difference in " + answer);
	}

}
