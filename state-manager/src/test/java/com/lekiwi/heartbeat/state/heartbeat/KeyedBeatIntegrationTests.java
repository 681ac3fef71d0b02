package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Beats that have no number, at two replicas of one state-manager. */
@Timeout(120)
class KeyedBeatIntegrationTests {

	private static Replica one;

	private static Replica other;

	private static JdbcTemplate database;

	private final String robot = "keyed-" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeAll
	static void start() {
		PostgresDatabase store = SharedStores.freshDatabase(KeyedBeatIntegrationTests.class);
		one = Replica.start(store, 11);
		other = Replica.start(store, 11);
		database = new JdbcTemplate(new DriverManagerDataSource(store.url(), store.user(), store.password()));
	}

	@AfterAll
	static void stop() {
		one.close();
		other.close();
	}

	@Test
	void anUnknownRobotRegistersItselfAndHasNoNumber() {
		assertThat(keyed("k1", "\"name\":\"Kiwi\",\"type\":\"lekiwi\",\"address\":\"10.1.0.7\","
				+ "\"teleoperation\":{\"host_ready\":true}"))
			.isEqualTo(204);
		JsonNode read = read();
		assertThat(read.at("/name").asString()).isEqualTo("Kiwi");
		assertThat(read.at("/address").asString()).isEqualTo("10.1.0.7");
		assertThat(read.at("/status").asString()).isEqualTo("online");
		assertThat(read.at("/alive").asBoolean()).isTrue();
		assertThat(read.at("/beat/teleoperation/host_ready").asBoolean()).isTrue();
		assertThat(read.at("/beat/received_at").asString()).isNotEmpty();
		assertThat(read.at("/beat").has("boot_id")).isFalse();
		assertThat(read.at("/beat").has("seq")).isFalse();
		assertThat(counters()).containsExactly(1L, 0L, 0L);
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void aRepeatedKeyChangesNothingAtAnyReplica() {
		keyed("k1", "\"status\":\"ok\"");
		Map<String, Object> before = row();
		for (Replica replica : List.of(one, other, one)) {
			assertThat(replica.http().beat(this.robot, "{\"key\":\"k1\",\"status\":\"error\"}").statusCode())
				.isEqualTo(204);
		}
		assertThat(row()).isEqualTo(before);
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void ofTwentyEqualBeatsAtTheSameTimeAtTwoReplicasOneCounts() throws Exception {
		for (int round = 1; round <= 5; round++) {
			String body = "{\"key\":\"round-%d\",\"name\":\"Kiwi\"}".formatted(round);
			try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
				List<Future<Integer>> answers = new ArrayList<>();
				for (int i = 0; i < 20; i++) {
					Http http = ((i % 2 == 0) ? one : other).http();
					answers.add(senders.submit(() -> http.beat(this.robot, body).statusCode()));
				}
				for (Future<Integer> answer : answers) {
					assertThat(answer.get()).isEqualTo(204);
				}
			}
			assertThat(counters()).containsExactly((long) round, 0L, 0L);
		}
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void inOneBatchEveryKeyCountsOnceAndTheLastArrivalIsShown() {
		StringBuilder batch = new StringBuilder();
		for (int i = 0; i < 60; i++) {
			batch.append(batch.isEmpty() ? "[" : ",")
				.append("{\"robot_id\":\"%s\",\"key\":\"k%d\",\"battery\":{\"percent\":%d}}".formatted(this.robot,
						i % 6, i));
		}
		JsonNode answer = JsonMapper.shared().readTree(one.http().post("/api/v2/heartbeats", batch + "]").body());
		assertThat(answer.at("/accepted").asInt()).isEqualTo(60);
		assertThat(counters()).containsExactly(6L, 0L, 0L);
		assertThat(read().at("/beat/battery/percent").asInt()).isEqualTo(5);
	}

	/** The first of them is often committed alone, and the others after it. */
	@Test
	void ofManyBatchesWithTwoBeatsOfARobotTheSecondIsShown() {
		for (int i = 0; i < 30; i++) {
			String id = this.robot + "-" + i;
			String first = (i % 2 == 0) ? "\"key\":\"k1\"" : "\"boot_id\":\"b\",\"seq\":1";
			one.http()
				.post("/api/v2/heartbeats",
						"[{\"robot_id\":\"%1$s\",%2$s},{\"robot_id\":\"%1$s\",\"key\":\"k2\",\"status\":\"stopping\"}]"
							.formatted(id, first));
		}
		assertThat(database.queryForList("SELECT DISTINCT status FROM robots WHERE id LIKE ?", String.class,
				this.robot + "-%"))
			.containsExactly("offline");
	}

	@Test
	void aBeatThatDoesNotSayWhetherTheHostIsUpLeavesItAsItWas() {
		keyed("k1", "\"teleoperation\":{\"host_ready\":true}");
		keyed("k2", "\"battery\":{\"percent\":7}");
		assertThat(read().at("/beat/teleoperation/host_ready").asBoolean()).isTrue();
		one.http().post("/api/v2/heartbeats", """
				[{"robot_id":"%1$s","key":"k3","teleoperation":{"host_ready":false}},
				 {"robot_id":"%1$s","key":"k4","battery":{"percent":8}}]""".formatted(this.robot));
		assertThat(read().at("/beat/teleoperation/host_ready").asBoolean(true)).isFalse();
		assertThat(read().at("/beat/battery/percent").asInt()).isEqualTo(8);
		numbered("b", 1, "\"x\":1");
		assertThat(read().at("/beat/teleoperation").isMissingNode()).isTrue();
	}

	@Test
	void aLateCopyOfAnEarlierBeatIsARepeat() {
		keyed("k1", "\"status\":\"error\"");
		keyed("k2", "\"status\":\"ok\"");
		keyed("k3", "\"status\":\"stopping\"");
		Map<String, Object> before = row();
		other.http().beat(this.robot, "{\"key\":\"k1\",\"status\":\"error\"}");
		other.http().beat(this.robot, "{\"key\":\"k2\"}");
		assertThat(row()).isEqualTo(before);
		assertThat(read().at("/status").asString()).isEqualTo("offline");
		assertThat(events()).containsExactly("registered", "failed", "recovered", "offline");
	}

	@Test
	void eightKeysAreRemembered() {
		for (int i = 1; i <= 9; i++) {
			keyed("k" + i, "\"x\":1");
		}
		keyed("k2", "\"x\":1");
		assertThat(counters().getFirst()).isEqualTo(9);
		keyed("k1", "\"x\":1");
		assertThat(counters().getFirst()).isEqualTo(10);
		assertThat(database.queryForObject("SELECT cardinality(keys) FROM robot_beat_keys WHERE robot_id = ?",
				Integer.class, this.robot))
			.isEqualTo(8);
	}

	@Test
	void aKeyIsForgottenAfterAMinute() {
		keyed("k1", "\"x\":1");
		keyed("k2", "\"x\":1");
		age("59 seconds");
		keyed("k1", "\"x\":1");
		assertThat(counters().getFirst()).isEqualTo(2);
		age("2 seconds");
		keyed("k1", "\"x\":1");
		assertThat(counters().getFirst()).isEqualTo(3);
	}

	@Test
	void theLastKeyIsForgottenAfterAnIntervalAndAHalf() {
		keyed("k1", "\"interval_s\":20");
		age("29 seconds");
		keyed("k1", "\"interval_s\":20");
		assertThat(counters().getFirst()).isEqualTo(1);
		age("2 seconds");
		keyed("k1", "\"interval_s\":20");
		assertThat(counters().getFirst()).isEqualTo(2);
	}

	@Test
	void aRobotThatSaysTheSameKeyForEverStaysAlive() {
		int[] sent = { 0 };
		Awaitility.await().pollInterval(Duration.ofMillis(500)).atMost(Duration.ofSeconds(30)).until(() -> {
			keyed("constant", "\"interval_s\":1");
			assertThat(read().at("/alive").asBoolean()).isTrue();
			sent[0]++;
			return sent[0] >= 14;
		});
		assertThat(events()).containsExactly("registered");
		assertThat(counters().getFirst()).isBetween(3L, 7L);
	}

	@Test
	void aRobotThatChangesToKeysKeepsItsBootAndIsNotRebooted() {
		numbered("b", 1, "\"x\":1");
		numbered("b", 3, "\"x\":1");
		Map<String, Object> before = row();
		keyed("k1", "\"battery\":{\"percent\":7}");
		keyed("k2", "\"battery\":{\"percent\":8}");
		assertThat(row()).contains(Map.entry("boot_id", "b"), Map.entry("seq", 3L), Map.entry("reboots", 0),
				Map.entry("seq_window", before.get("seq_window")), Map.entry("first_seq", before.get("first_seq")),
				Map.entry("received", before.get("received")));
		assertThat(counters()).containsExactly(4L, 1L, 0L);
		JsonNode read = read();
		assertThat(read.at("/beat/battery/percent").asInt()).isEqualTo(8);
		assertThat(read.at("/beat/seq").asLong()).isEqualTo(3);
		numbered("b", 2, "\"battery\":{\"percent\":1}");
		assertThat(read().at("/beat/battery/percent").asInt()).isEqualTo(8);
		numbered("b", 4, "\"battery\":{\"percent\":9}");
		assertThat(read().at("/beat/battery/percent").asInt()).isEqualTo(9);
		assertThat(counters()).containsExactly(6L, 0L, 0L);
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void numberedBeatsAreWrittenWithoutALookAtTheKeys() {
		String keys = "SELECT concat_ws(' ', xmin, ctid, keys) FROM robot_beat_keys WHERE robot_id = ?";
		numbered("b", 1, "\"x\":1");
		numbered("b", 2, "\"x\":1");
		assertThat(database.queryForList(keys, String.class, this.robot)).isEmpty();
		keyed("k1", "\"x\":1");
		List<String> before = database.queryForList(keys, String.class, this.robot);
		numbered("b", 3, "\"x\":1");
		assertThat(database.queryForList(keys, String.class, this.robot)).isEqualTo(before).hasSize(1);
		assertThat(LivenessSql.ADVANCE).doesNotContain("keys", "JOIN", "received_before = ");
	}

	@Test
	void aRobotThatBeginsToNumberItsBeatsIsNotRebooted() {
		keyed("k1", "\"x\":1");
		keyed("k2", "\"x\":1");
		numbered("b", 40, "\"battery\":{\"percent\":9}");
		assertThat(counters()).containsExactly(3L, 0L, 0L);
		assertThat(read().at("/beat/boot_id").asString()).isEqualTo("b");
		assertThat(read().at("/beat/seq").asLong()).isEqualTo(40);
		assertThat(read().at("/beat/battery/percent").asInt()).isEqualTo(9);
		numbered("b", 42, "\"x\":1");
		assertThat(counters()).containsExactly(4L, 1L, 0L);
		numbered("c", 1, "\"x\":1");
		assertThat(counters()).containsExactly(5L, 1L, 1L);
		assertThat(events()).containsExactly("registered", "rebooted");
	}

	@Test
	void aBufferedNumberIsTheFirstOfItsBootToo() {
		keyed("k1", "\"battery\":{\"percent\":7}");
		numbered("b", 0, "\"buffered\":true,\"battery\":{\"percent\":1}");
		numbered("b", 2, "\"buffered\":true,\"battery\":{\"percent\":1}");
		assertThat(counters()).containsExactly(3L, 1L, 0L);
		assertThat(read().at("/beat/battery/percent").asInt()).isEqualTo(7);
		assertThat(events()).containsExactly("registered");
	}

	/** As where a robot's legacy program and its new agent run side by side. */
	@Test
	void bothFormsInTurnsAreOneRobot() {
		for (int i = 1; i <= 12; i++) {
			keyed("k" + i, "\"x\":1");
			numbered("b", i, "\"x\":1");
		}
		assertThat(counters()).containsExactly(24L, 0L, 0L);
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void bothFormsOfManyRobotsInOneBatchAreAllCounted() {
		StringBuilder batch = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			String id = this.robot + "-" + i % 50;
			batch.append(batch.isEmpty() ? "[" : ",")
				.append((i / 50 % 2 == 0) ? "{\"robot_id\":\"%s\",\"key\":\"k%d\"}".formatted(id, i)
						: "{\"robot_id\":\"%s\",\"boot_id\":\"b\",\"seq\":%d}".formatted(id, i / 50));
		}
		JsonNode answer = JsonMapper.shared().readTree(one.http().post("/api/v2/heartbeats", batch + "]").body());
		assertThat(answer.at("/accepted").asInt()).isEqualTo(200);
		assertThat(database.queryForList(
				"SELECT DISTINCT concat_ws(' ', received_before, received, seq, reboots) FROM robot_liveness WHERE robot_id LIKE ?",
				String.class, this.robot + "-%"))
			.containsExactly("2 2 3 0");
	}

	@Test
	void twoReplicasTakeBothFormsOfTheSameRobotsAtTheSameTime() throws Exception {
		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < 320; i++) {
				String id = this.robot + "-" + i % 20;
				String body = (i / 20 % 2 == 0) ? "{\"key\":\"k%d\"}".formatted(i / 40)
						: "{\"boot_id\":\"b\",\"seq\":%d}".formatted(i / 40);
				answers.add(senders.submit(() -> one.http().beat(id, body).statusCode()));
				answers.add(senders.submit(() -> other.http().beat(id, body).statusCode()));
			}
			for (Future<Integer> answer : answers) {
				assertThat(answer.get()).isEqualTo(204);
			}
		}
		assertThat(database.queryForList(
				"SELECT DISTINCT concat_ws(' ', received_before, received, seq, reboots) FROM robot_liveness WHERE robot_id LIKE ?",
				String.class, this.robot + "-%"))
			.containsExactly("8 8 7 0");
	}

	@Test
	void aGoodbyeAndAReturnAreThoseOfAnyRobot() {
		keyed("k1", "\"status\":\"busy\"");
		keyed("k2", "\"status\":\"error\"");
		assertThat(read().at("/status").asString()).isEqualTo("failed");
		keyed("k3", "\"status\":\"stopping\"");
		assertThat(read().at("/status").asString()).isEqualTo("offline");
		assertThat(read().at("/offline_cause").asString()).isEqualTo("said_goodbye");
		keyed("k3", "\"status\":\"stopping\"");
		keyed("k4", "\"status\":\"ok\"");
		assertThat(read().at("/status").asString()).isEqualTo("online");
		assertThat(events()).containsExactly("registered", "failed", "offline", "online");
	}

	@Test
	void silenceIsNoticedAndTheReturnToo() {
		keyed("k1", "\"interval_s\":1");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events().contains("offline"));
		assertThat(database.queryForObject(
				"SELECT status_since = last_beat_at + interval '3 seconds' FROM robots JOIN robot_liveness ON robot_id = id WHERE id = ?",
				Boolean.class, this.robot))
			.isTrue();
		keyed("k2", "\"interval_s\":1");
		assertThat(read().at("/status").asString()).isEqualTo("online");
	}

	/** Two replicas may commit in another order than that in which they received. */
	@Test
	void aBeatThatWasReceivedBeforeTheLastOneCountsAndShowsNothing() {
		keyed("k1", "\"battery\":{\"percent\":7}");
		database.update("""
				UPDATE robot_liveness SET
				  last_beat_at = last_beat_at + interval '10 seconds',
				  lease_until = lease_until + interval '10 seconds'
				WHERE robot_id = ?""", this.robot);
		Map<String, Object> before = row();
		keyed("k2", "\"battery\":{\"percent\":1},\"status\":\"stopping\"");
		assertThat(row()).containsEntry("last_beat_at", before.get("last_beat_at"))
			.containsEntry("battery_percent", 7f)
			.containsEntry("alive", true)
			.containsEntry("received_before", 2L);
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void whatWasReadIsKnownToBeOldAfterAKey() {
		keyed("k1", "\"x\":1");
		String path = "/api/v2/robots/" + this.robot;
		String tag = one.http().get(path).headers().firstValue("ETag").orElseThrow();
		assertThat(one.http().ask("GET", path, "If-None-Match", tag).statusCode()).isEqualTo(304);
		keyed("k2", "\"x\":1");
		assertThat(one.http().ask("GET", path, "If-None-Match", tag).statusCode()).isEqualTo(200);
	}

	private int keyed(String key, String field) {
		return one.http().beat(this.robot, "{\"key\":\"%s\",%s}".formatted(key, field)).statusCode();
	}

	private void numbered(String boot, long seq, String field) {
		String body = "{\"boot_id\":\"%s\",\"seq\":%d,%s}".formatted(boot, seq, field);
		assertThat(one.http().beat(this.robot, body).statusCode()).isEqualTo(204);
	}

	/** Puts all that is known of the robot's beats into the past. */
	private void age(String by) {
		database.update("""
				UPDATE robot_beat_keys SET
				  received_at = ARRAY(
				    SELECT t.at - ?::interval
				    FROM unnest(received_at) WITH ORDINALITY AS t (at, position)
				    ORDER BY t.position
				  ),
				  repeats_until = repeats_until - ?::interval
				WHERE robot_id = ?""", by, by, this.robot);
	}

	private JsonNode read() {
		return JsonMapper.shared().readTree(one.http().get("/api/v2/robots/" + this.robot).body());
	}

	/** Received, lost, reboots. */
	private List<Long> counters() {
		JsonNode counters = read().at("/counters");
		return List.of(counters.at("/received").asLong(), counters.at("/lost").asLong(),
				counters.at("/reboots").asLong());
	}

	private Map<String, Object> row() {
		return database.queryForMap("SELECT * FROM robot_liveness WHERE robot_id = ?", this.robot);
	}

	private List<String> events() {
		return database.queryForList("SELECT kind FROM robot_events WHERE subject = ? ORDER BY id", String.class,
				this.robot);
	}

}
