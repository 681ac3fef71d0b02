package com.lekiwi.heartbeat.state.sighting;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.state.Watching;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class SightingIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	private final String robot = "seen-" + UUID.randomUUID().toString().substring(0, 8);

	private Instant now;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
		Watching.await(this.database);
		this.now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		this.database.update("DELETE FROM observer_blind_intervals");
		this.database.update("UPDATE robots SET retired_at = registered_at WHERE retired_at IS NULL");
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void whoIsNotKnownAndWasSeenJustNowIsOnline() {
		assertThat(sighted(this.now.minusSeconds(3), "\"name\":\"Kiwi\",\"type\":\"lekiwi\",\"address\":\"10.1.0.7\","
				+ "\"teleoperation\":{\"host_ready\":true}"))
			.isEqualTo("registered");
		JsonNode read = read();
		assertThat(read.at("/name").asString()).isEqualTo("Kiwi");
		assertThat(read.at("/type").asString()).isEqualTo("lekiwi");
		assertThat(read.at("/address").asString()).isEqualTo("10.1.0.7");
		assertThat(read.at("/status").asString()).isEqualTo("online");
		assertThat(read.at("/alive").asBoolean()).isTrue();
		assertThat(lastBeat()).isEqualTo(this.now.minusSeconds(3));
		assertThat(read.at("/beat").has("boot_id")).isFalse();
		assertThat(read.at("/beat/teleoperation/host_ready").asBoolean()).isTrue();
		assertThat(read.at("/counters/received").asLong()).isZero();
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void whoIsNotKnownAndWasSeenLongAgoIsOfflineSinceTheEndOfItsLease() {
		assertThat(sighted(this.now.minusSeconds(600), "\"interval_s\":10")).isEqualTo("registered");
		JsonNode read = read();
		assertThat(read.at("/status").asString()).isEqualTo("offline");
		assertThat(read.at("/offline_cause").asString()).isEqualTo("single_loss");
		assertThat(Instant.parse(read.at("/status_since").asString())).isEqualTo(this.now.minusSeconds(570));
		assertThat(events()).containsExactly("registered", "offline");
		assertThat(this.database.queryForList(
				"SELECT (details ->> 'announced')::boolean FROM robot_events WHERE subject = ? AND kind = 'offline'",
				Boolean.class, this.robot))
			.containsExactly(false);
		assertThat(this.http
			.get("/api/v2/robots/" + this.robot + "/uptime?from=" + this.now.minusSeconds(700) + "&to=" + this.now)
			.statusCode()).isEqualTo(200);
	}

	@Test
	void whoWasNeverSeenIsDiscoveredAndHeardLater() {
		assertThat(sighted(null, "\"name\":\"Kiwi\"")).isEqualTo("registered");
		assertThat(read().at("/status").asString()).isEqualTo("discovered");
		assertThat(read().has("beat")).isFalse();
		assertThat(sighted(null, "\"name\":\"Kiwi\"")).isEqualTo("unchanged");
		assertThat(events()).containsExactly("discovered");
		assertThat(sighted(this.now, "\"name\":\"Kiwi\"")).isEqualTo("advanced");
		assertThat(read().at("/status").asString()).isEqualTo("online");
		assertThat(events()).containsExactly("discovered", "registered");
	}

	@Test
	void whoIsDiscoveredAndBeatsIsRegistered() {
		sighted(null, "\"name\":\"Kiwi\"");
		this.http.beat(this.robot, "{\"key\":\"k\"}");
		assertThat(read().at("/status").asString()).isEqualTo("online");
		assertThat(events()).containsExactly("discovered", "registered");
	}

	@Test
	void timeGoesForwardOnlyAndNeverPastNow() {
		sighted(this.now.minusSeconds(4), "\"x\":1");
		assertThat(sighted(this.now.minusSeconds(5), "\"x\":1")).isEqualTo("unchanged");
		assertThat(sighted(this.now.minusSeconds(4), "\"x\":1")).isEqualTo("unchanged");
		assertThat(lastBeat()).isEqualTo(this.now.minusSeconds(4));
		assertThat(sighted(this.now.minusSeconds(2), "\"x\":1")).isEqualTo("advanced");
		assertThat(lastBeat()).isEqualTo(this.now.minusSeconds(2));
		assertThat(sighted(this.now.plusSeconds(3600), "\"x\":1")).isEqualTo("advanced");
		assertThat(lastBeat()).isBetween(this.now, this.now.plusSeconds(60));
		assertThat(this.database.queryForObject(
				"SELECT lease_until = last_beat_at + interval '15 seconds' FROM robot_liveness WHERE robot_id = ?",
				Boolean.class, this.robot))
			.isTrue();
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void aRobotThatIsAliveByANewerBeatIsLeftAlone() {
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":4,\"name\":\"Mine\",\"battery\":{\"percent\":7}}");
		Map<String, Object> before = row();
		assertThat(sighted(this.now.minusSeconds(9), "\"name\":\"Kiwi\"")).isEqualTo("unchanged");
		assertThat(row()).isEqualTo(before);
		assertThat(read().at("/name").asString()).isEqualTo("Mine");
	}

	@Test
	void aLaterSightingMovesTimeAndLeaseAndNoNumber() {
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":4,\"interval_s\":20,\"battery\":{\"percent\":7}}");
		Map<String, Object> before = row();
		String path = "/api/v2/robots/" + this.robot;
		String tag = this.http.get(path).headers().firstValue("ETag").orElseThrow();
		this.database.update("""
				UPDATE robot_liveness SET
				  last_beat_at = last_beat_at - interval '10 seconds',
				  lease_until = lease_until - interval '10 seconds'
				WHERE robot_id = ?""", this.robot);
		assertThat(sighted(this.now.minusSeconds(1), "\"interval_s\":1")).isEqualTo("advanced");
		assertThat(row()).containsEntry("seq", 4L)
			.containsEntry("boot_id", "b")
			.containsEntry("received", before.get("received"))
			.containsEntry("received_before", 0L)
			.containsEntry("interval_s", before.get("interval_s"))
			.containsEntry("battery_percent", 7f);
		assertThat(this.database.queryForObject(
				"SELECT lease_until = last_beat_at + interval '60 seconds' FROM robot_liveness WHERE robot_id = ?",
				Boolean.class, this.robot))
			.isTrue();
		assertThat(this.http.ask("GET", path, "If-None-Match", tag).statusCode()).isEqualTo(200);
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":5}");
		assertThat(read().at("/counters/received").asLong()).isEqualTo(2);
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void whoWentOfflineAndWasSeenSinceIsBack() {
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":1}");
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":2,\"status\":\"stopping\"}");
		Instant gone = lastBeat();
		assertThat(sighted(gone, "\"x\":1")).isEqualTo("unchanged");
		assertThat(sighted(gone.plusNanos(1_000), "\"x\":1")).isEqualTo("advanced");
		JsonNode read = read();
		assertThat(read.at("/status").asString()).isEqualTo("online");
		assertThat(read.at("/beat/reported").asString()).isEqualTo("ok");
		assertThat(read.has("offline_cause")).isFalse();
		assertThat(events()).containsExactly("registered", "offline", "online");
	}

	@Test
	void whoWentOfflineAndWasSeenLongAgoStaysOfflineAndNothingIsTold() {
		sighted(this.now.minusSeconds(600), "\"x\":1");
		assertThat(sighted(this.now.minusSeconds(300), "\"x\":1")).isEqualTo("advanced");
		assertThat(lastBeat()).isEqualTo(this.now.minusSeconds(300));
		assertThat(read().at("/status").asString()).isEqualTo("offline");
		assertThat(read().at("/alive").asBoolean()).isFalse();
		assertThat(events()).containsExactly("registered", "offline");
	}

	@Test
	void whoIsSeenAndThenSilentIsOfflineFromTheEndOfItsLease() {
		sighted(this.now, "\"interval_s\":1");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events().contains("offline"));
		assertThat(Instant.parse(read().at("/status_since").asString())).isEqualTo(lastBeat().plusSeconds(3));
	}

	/** As when a sync is the first that comes after the observer's own restart. */
	@Test
	void whoWasSeenWhileNobodyWatchedHasTheGraceOfWhoBeat() {
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":1}");
		this.database.update("""
				UPDATE robot_liveness SET
				  last_beat_at = ?::timestamptz,
				  lease_until = ?::timestamptz
				WHERE robot_id = ?""", this.now.minusSeconds(60).toString(), this.now.minusSeconds(45).toString(),
				this.robot);
		this.database.update("""
				INSERT INTO observer_blind_intervals (began_at, ended_at, cause)
				VALUES (?::timestamptz, ?::timestamptz, 'paused')""", this.now.minusSeconds(55).toString(),
				this.now.minusSeconds(2).toString());
		String deadline = "SELECT lease_end(last_beat_at, lease_until) FROM robot_liveness WHERE robot_id = ?";
		Object before = this.database.queryForObject(deadline, Object.class, this.robot);
		assertThat(sighted(this.now.minusSeconds(40), "\"interval_s\":1")).isEqualTo("advanced");
		assertThat(this.database.queryForObject(deadline, Object.class, this.robot)).isEqualTo(before);
		assertThat(read().at("/status").asString()).isEqualTo("online");
		String newcomer = this.robot + "-new";
		assertThat(
				statuses("[{\"robot_id\":\"%s\",\"last_seen\":\"%s\"}]".formatted(newcomer, this.now.minusSeconds(30))))
			.containsExactly("registered");
		assertThat(this.http.get("/api/v2/robots/" + newcomer).body()).contains("\"status\":\"online\"");
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void gapsOfIdentityAreFilledAndNothingElse() {
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":1}");
		assertThat(sighted(null, "\"name\":\"Kiwi\",\"type\":\"xle\",\"address\":\"10.1.0.7\"")).isEqualTo("advanced");
		assertThat(identity()).containsExactly("Kiwi", "xle", "10.1.0.7");
		assertThat(sighted(null, "\"name\":\"Other\",\"type\":\"lekiwi\",\"address\":\"10.1.0.8\""))
			.isEqualTo("unchanged");
		assertThat(sighted(null, "\"name\":\"%s\",\"type\":\"unknown\"".formatted(this.robot))).isEqualTo("unchanged");
		assertThat(identity()).containsExactly("Kiwi", "xle", "10.1.0.7");
		assertThat(events()).containsExactly("registered", "changed");
	}

	@Test
	void withAuthorityNameAndTypeHoldAndAPersonStillWins() {
		this.http.beat(this.robot,
				"{\"boot_id\":\"b\",\"seq\":1,\"name\":\"Mine\",\"type\":\"xle\",\"address\":\"10.1.0.1\"}");
		String told = "\"authority\":true,\"name\":\"Kiwi\",\"type\":\"lekiwi\",\"address\":\"10.1.0.7\"";
		assertThat(sighted(null, told)).isEqualTo("advanced");
		assertThat(identity()).containsExactly("Kiwi", "lekiwi", "10.1.0.1");
		assertThat(sighted(null, told)).isEqualTo("unchanged");
		String path = "/api/v2/robots/" + this.robot;
		this.http.send("PATCH", path, "application/json", "{\"name\":\"Ada\"}");
		sighted(null, told.replace("Kiwi", "Other"));
		assertThat(identity()).containsExactly("Ada", "lekiwi", "10.1.0.1");
		assertThat(events()).containsExactly("registered", "changed", "changed");
		this.http.send("PATCH", path, "application/json", "{\"name\":null}");
		assertThat(identity()).containsExactly("Other", "lekiwi", "10.1.0.1");
	}

	@Test
	void aRetiredRobotStaysRetiredUnlessItIsSeenAfterwards() {
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":1}");
		this.http.ask("DELETE", "/api/v2/robots/" + this.robot);
		Instant retired = Instant.parse(read().at("/retired_at").asString());
		assertThat(sighted(retired.minusNanos(1_000), "\"name\":\"Kiwi\"")).isEqualTo("unchanged");
		assertThat(read().has("retired_at")).isTrue();
		assertThat(read().at("/alive").asBoolean()).isFalse();
		assertThat(sighted(retired.plusNanos(1_000), "\"x\":1")).isEqualTo("advanced");
		assertThat(read().has("retired_at")).isFalse();
		assertThat(read().at("/status").asString()).isEqualTo("online");
		assertThat(events()).containsExactly("registered", "offline", "retired", "returned", "online");
	}

	@Test
	void maintenanceMasksWhatASightingBringsBack() {
		sighted(this.now.minusSeconds(600), "\"x\":1");
		this.http.send("PUT", "/api/v2/robots/" + this.robot + "/maintenance", "application/json",
				"{\"until\":\"%s\",\"by\":\"ada\"}".formatted(this.now.plusSeconds(3600)));
		sighted(this.now, "\"x\":1");
		assertThat(read().at("/status").asString()).isEqualTo("maintenance");
		assertThat(read().at("/alive").asBoolean()).isTrue();
		assertThat(this.database.queryForObject(
				"SELECT (details ->> 'announced')::boolean FROM robot_events WHERE subject = ? AND kind = 'online'",
				Boolean.class, this.robot))
			.isFalse();
	}

	@Test
	void everyItemHasItsAnswerAndTwoOfOneRobotAreTakenInTurn() {
		HttpResponse<String> answer = this.http.post("/api/v2/sightings", """
				[{"robot_id":"%1$s","last_seen":"%2$s"},7,{"robot_id":"a b"},{"last_seen":"soon","interval_s":0},
				 {"robot_id":"%1$s","last_seen":"%3$s"},{"robot_id":"%1$s","last_seen":"%2$s"}]""".formatted(this.robot,
				this.now.minusSeconds(5), this.now.minusSeconds(4)));
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode body = JsonMapper.shared().readTree(answer.body());
		assertThat(body.at("/items").values().stream().map(item -> item.at("/status").asString()))
			.containsExactly("registered", "invalid", "invalid", "invalid", "advanced", "unchanged");
		assertThat(body.at("/registered").asInt()).isEqualTo(1);
		assertThat(body.at("/advanced").asInt()).isEqualTo(1);
		assertThat(body.at("/unchanged").asInt()).isEqualTo(1);
		assertThat(body.at("/items/3/faults").values().stream().map(fault -> fault.at("/field").asString()))
			.containsExactly("/3/last_seen", "/3/interval_s", "/3/robot_id");
	}

	@ParameterizedTest
	@CsvSource({ "1001,400", "1000,200" })
	void aThousandAreTakenAndOneMoreNone(int items, int status) {
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < items; i++) {
			body.append(body.isEmpty() ? "[" : ",")
				.append("{\"robot_id\":\"%s-%d\",\"last_seen\":\"%s\"}".formatted(this.robot, i, this.now));
		}
		assertThat(this.http.post("/api/v2/sightings", body + "]").statusCode()).isEqualTo(status);
		assertThat(this.database.queryForObject("SELECT count(*) FROM robots WHERE id LIKE ?", Integer.class,
				this.robot + "-%"))
			.isEqualTo((status == 200) ? items : 0);
	}

	/** Both write the same rows, each in an order of its own. */
	@Test
	void sightingsAndBeatsOfTheSameRobotsAtTheSameTimeAreAllTaken() throws Exception {
		int robots = 60;
		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> answers = new ArrayList<>();
			for (int round = 1; round <= 12; round++) {
				StringBuilder beats = new StringBuilder();
				StringBuilder sightings = new StringBuilder();
				for (int i = 0; i < robots; i++) {
					String id = this.robot + "-" + i;
					beats.append(beats.isEmpty() ? "[" : ",")
						.append((i % 2 == 0) ? "{\"robot_id\":\"%s\",\"key\":\"k%d\"}".formatted(id, round)
								: "{\"robot_id\":\"%s\",\"boot_id\":\"b\",\"seq\":%d}".formatted(id, round));
					sightings.append(sightings.isEmpty() ? "[" : ",")
						.append("{\"robot_id\":\"%s\",\"last_seen\":\"%s\"}".formatted(id,
								this.now.plusMillis(round * 20L)));
				}
				String beatBody = beats + "]";
				String sightingBody = sightings + "]";
				answers.add(senders.submit(() -> this.http.post("/api/v2/heartbeats", beatBody).statusCode()));
				answers.add(senders.submit(() -> accepted(this.http.post("/api/v2/sightings", sightingBody))));
			}
			for (Future<Integer> answer : answers) {
				assertThat(answer.get()).isEqualTo(200);
			}
		}
		assertThat(this.database.queryForObject("""
				SELECT count(*)
				FROM robot_liveness
				WHERE robot_id LIKE ? AND alive AND received_before + received >= 8""", Integer.class,
				this.robot + "-%"))
			.isEqualTo(robots);
		assertThat(this.database.queryForList("""
				SELECT kind
				FROM robot_events
				WHERE subject LIKE ?
				GROUP BY kind""", String.class, this.robot + "-%")).containsExactly("registered");
	}

	@Test
	void whatTheStoreRefusesIsNamedAndTheOthersAreKept() {
		String poison = this.robot + "-poison";
		this.database.execute("ALTER TABLE robots ADD CONSTRAINT no_poison CHECK (id <> '%s')".formatted(poison));
		try {
			assertThat(statuses("[{\"robot_id\":\"%s\"},{\"robot_id\":\"%s\"}]".formatted(poison, this.robot)))
				.containsExactly("refused", "registered");
		}
		finally {
			this.database.execute("ALTER TABLE robots DROP CONSTRAINT no_poison");
		}
	}

	private static int accepted(HttpResponse<String> answer) {
		return (answer.body().contains("unavailable") || answer.body().contains("refused")) ? 0 : answer.statusCode();
	}

	private String sighted(Instant lastSeen, String field) {
		String seen = (lastSeen != null) ? "\"last_seen\":\"%s\",".formatted(lastSeen) : "";
		return statuses("[{\"robot_id\":\"%s\",%s%s}]".formatted(this.robot, seen, field)).getFirst();
	}

	private List<String> statuses(String body) {
		HttpResponse<String> answer = this.http.post("/api/v2/sightings", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JsonMapper.shared()
			.readTree(answer.body())
			.at("/items")
			.values()
			.stream()
			.map(item -> item.at("/status").asString())
			.toList();
	}

	private JsonNode read() {
		return JsonMapper.shared().readTree(this.http.get("/api/v2/robots/" + this.robot).body());
	}

	private List<String> identity() {
		JsonNode read = read();
		return List.of(read.at("/name").asString(), read.at("/type").asString(), read.at("/address").asString());
	}

	private Instant lastBeat() {
		return Instant.parse(read().at("/beat/received_at").asString());
	}

	private Map<String, Object> row() {
		return this.database.queryForMap("SELECT * FROM robot_liveness WHERE robot_id = ?", this.robot);
	}

	private List<String> events() {
		return this.database.queryForList("SELECT kind FROM robot_events WHERE subject = ? ORDER BY id", String.class,
				this.robot);
	}

}
