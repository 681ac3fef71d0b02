package com.lekiwi.heartbeat.state.heartbeat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class HeartbeatIntegrationTests {

	private static final String FULL = """
			{"boot_id":"boot-1","seq":%d,"sent_at":"2026-01-01T12:00:00.120Z","name":"Kiwi seven","type":"lekiwi",
			 "site":"lab-a","address":"10.1.0.7","status":"ok","interval_s":5,
			 "battery":{"percent":81.5,"voltage":12.1},
			 "resources":{"cpu":0.31,"memory":0.42,"disk":0.55,"temperature_c":51.0},
			 "versions":{"agent":"1.4.0","software":"2025.1"},
			 "teleoperation":{"host_ready":true,"command_rate_hz":30.0,"last_command_age_ms":12,
			  "source":"operator","operator_id":"op-7"}, "a_field_of_tomorrow": [1, {"x": 2}]}""";

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private JsonMapper json;

	private Http http;

	private final String robot = "kiwi-" + UUID.randomUUID().toString().substring(0, 8);

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void anUnknownRobotRegistersItselfAndIsReadAsItSentItself() {
		assertThat(this.http.beat(this.robot, FULL.formatted(1)).statusCode()).isEqualTo(204);
		JsonNode read = read();
		assertThat(read.at("/name").asString()).isEqualTo("Kiwi seven");
		assertThat(read.at("/type").asString()).isEqualTo("lekiwi");
		assertThat(read.at("/site").asString()).isEqualTo("lab-a");
		assertThat(read.at("/address").asString()).isEqualTo("10.1.0.7");
		assertThat(read.at("/status").asString()).isEqualTo("online");
		assertThat(read.at("/alive").asBoolean()).isTrue();
		assertThat(read.at("/versions/agent").asString()).isEqualTo("1.4.0");
		assertThat(read.at("/beat/seq").asLong()).isEqualTo(1);
		assertThat(read.at("/beat/interval_s").asInt()).isEqualTo(5);
		assertThat(read.at("/beat/battery/percent").asDouble()).isEqualTo(81.5);
		assertThat(read.at("/beat/resources/temperature_c").asDouble()).isEqualTo(51.0);
		assertThat(read.at("/beat/teleoperation/operator_id").asString()).isEqualTo("op-7");
		assertThat(read.at("/beat/skew_ms").asLong()).isPositive();
		assertThat(read.at("/counters/lost").asLong()).isZero();
		assertThat(events()).containsExactly("registered");
	}

	@Test
	void onlyBootAndNumberAreNeeded() {
		assertThat(beat("b", 1)).isEqualTo(204);
		JsonNode read = read();
		assertThat(read.at("/name").asString()).isEqualTo(this.robot);
		assertThat(read.at("/type").asString()).isEqualTo("unknown");
		assertThat(read.at("/beat/battery").isMissingNode()).isTrue();
	}

	@Test
	void aRepeatedBeatChangesNothing() {
		this.http.beat(this.robot, FULL.formatted(7));
		Map<String, Object> before = row();
		assertThat(this.http.beat(this.robot, FULL.formatted(7).replace("81.5", "12")).statusCode()).isEqualTo(204);
		assertThat(row()).isEqualTo(before);
	}

	@Test
	void anOlderBeatIsCountedAndShowsNothing() {
		beat("b", 1);
		beat("b", 4);
		assertThat(read().at("/counters/lost").asLong()).isEqualTo(2);
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":3,\"battery\":{\"percent\":5}}");
		JsonNode read = read();
		assertThat(read.at("/beat/seq").asLong()).isEqualTo(4);
		assertThat(read.at("/beat/battery").isMissingNode()).isTrue();
		assertThat(read.at("/counters/lost").asLong()).isEqualTo(1);
		assertThat(read.at("/counters/received").asLong()).isEqualTo(3);
	}

	@Test
	void theStoreCountsAsTheWindowDoes() {
		Random random = new Random(5);
		SequenceWindow window = null;
		long near = 100;
		for (int i = 0; i < 400; i++) {
			near += random.nextInt(4) - 1 + (random.nextInt(50) == 0 ? random.nextInt(90) : 0);
			long seq = Math.max(0, near + random.nextInt(80) - 60);
			window = ((window != null) ? window : SequenceWindow.startingAt(seq)).accept(seq);
			assertThat(beat("b", seq)).isEqualTo(204);
		}
		assertThat(row()).containsEntry("seq", window.highest())
			.containsEntry("seq_window", window.bits())
			.containsEntry("received", window.received())
			.containsEntry("first_seq", window.first());
		assertThat(read().at("/counters/lost").asLong()).isEqualTo(window.lost());
	}

	@Test
	void aRebootIsCountedFromItsFirstNumber() {
		beat("b1", 50);
		beat("b1", 52);
		assertThat(beat("b2", 3)).isEqualTo(204);
		JsonNode read = read();
		assertThat(read.at("/beat/boot_id").asString()).isEqualTo("b2");
		assertThat(read.at("/counters/reboots").asInt()).isEqualTo(1);
		assertThat(read.at("/counters/lost").asLong()).isEqualTo(1 + 2);
		assertThat(read.at("/counters/received").asLong()).isEqualTo(3);
		assertThat(events()).containsExactly("registered", "rebooted");
	}

	@Test
	void aBootMayCountFromZero() {
		beat("b1", 1);
		beat("b2", 0);
		beat("b2", 1);
		assertThat(read().at("/counters/lost").asLong()).isZero();
		assertThat(read().at("/counters/received").asLong()).isEqualTo(3);
	}

	@Test
	void aLateBeatOfAnEarlierBootIsNoReboot() {
		beat("b1", 1);
		beat("b1", 3);
		beat("b2", 1);
		assertThat(beat("b1", 2)).isEqualTo(204);
		assertThat(beat("b1", 2)).isEqualTo(204);
		JsonNode read = read();
		assertThat(read.at("/beat/boot_id").asString()).isEqualTo("b2");
		assertThat(read.at("/counters/reboots").asInt()).isEqualTo(1);
		assertThat(read.at("/counters/lost").asLong()).isZero();
		assertThat(read.at("/counters/received").asLong()).isEqualTo(4);
		assertThat(events()).containsExactly("registered", "rebooted");
	}

	@Test
	void twoRobotsWithOneNameAreAConflictThatIsToldOnce() {
		for (int seq = 1; seq <= 8; seq++) {
			beat("robot-a", seq);
			beat("robot-b", seq);
		}
		assertThat(events()).containsExactly("registered", "rebooted", "identity_conflict");
		JsonNode read = read();
		assertThat(read.at("/counters/reboots").asInt()).isEqualTo(1);
		assertThat(read.at("/counters/received").asLong()).isEqualTo(16);
		assertThat(read.at("/counters/lost").asLong()).isZero();
	}

	@Test
	void ofTwoRobotsWithOneNameTheOneThatIsLeftIsShown() {
		beat("robot-a", 1);
		beat("robot-b", 1);
		this.database.update(
				"UPDATE robot_liveness SET last_beat_at = last_beat_at - interval '1 hour', lease_until = lease_until - interval '1 hour' WHERE robot_id = ?",
				this.robot);
		beat("robot-a", 2);
		JsonNode read = read();
		assertThat(read.at("/beat/boot_id").asString()).isEqualTo("robot-a");
		assertThat(read.at("/beat/seq").asLong()).isEqualTo(2);
		assertThat(read.at("/counters/received").asLong()).isEqualTo(3);
		assertThat(read.at("/counters/lost").asLong()).isZero();
	}

	@Test
	void moreThanAFewBootsAreForgotten() {
		for (int boot = 1; boot <= 8; boot++) {
			beat("boot-" + boot, 1);
		}
		assertThat(this.database.queryForObject("SELECT count(*) FROM robot_boots WHERE robot_id = ?", Long.class,
				this.robot))
			.isEqualTo(BootTurnover.REMEMBERED_BOOTS);
		assertThat(read().at("/counters/reboots").asInt()).isEqualTo(7);
	}

	@Test
	void aBufferedBeatCountsAndShowsNothing() {
		beat("b", 1);
		this.http.beat(this.robot,
				"{\"boot_id\":\"b\",\"seq\":3,\"buffered\":true,\"status\":\"error\",\"battery\":{\"percent\":5}}");
		JsonNode read = read();
		assertThat(read.at("/status").asString()).isEqualTo("online");
		assertThat(read.at("/beat/battery").isMissingNode()).isTrue();
		assertThat(read.at("/counters/received").asLong()).isEqualTo(2);
	}

	@Test
	void whatARobotSaysOfItselfIsShownAndTold() {
		beat("b", 1);
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":2,\"status\":\"error\"}");
		assertThat(read().at("/status").asString()).isEqualTo("failed");
		this.http.beat(this.robot, "{\"boot_id\":\"b\",\"seq\":3,\"name\":\"New\",\"versions\":{\"software\":\"2\"}}");
		JsonNode read = read();
		assertThat(read.at("/status").asString()).isEqualTo("online");
		assertThat(read.at("/name").asString()).isEqualTo("New");
		beat("b", 4);
		assertThat(read().at("/name").asString()).isEqualTo("New");
		assertThat(events()).containsExactly("registered", "failed", "recovered", "software_changed", "changed");
		assertThat(this.database.queryForList("SELECT software_version FROM robot_deployments WHERE robot_id = ?",
				String.class, this.robot))
			.containsExactly("2");
	}

	@Test
	void aBatchIsAnsweredPerItemAndKeepsTheGoodOnes() {
		HttpResponse<String> answer = this.http.post("/api/v2/heartbeats", """
				[{"robot_id":"%1$s-a","boot_id":"b","seq":1},
				 {"robot_id":"%1$s-b","boot_id":"b","seq":"x","battery":{"percent":101}},
				 7,
				 {"robot_id":"%1$s-c","boot_id":"b","seq":1},
				 {"boot_id":"b","seq":1}]""".formatted(this.robot));
		assertThat(answer.statusCode()).isEqualTo(200);
		JsonNode body = this.json.readTree(answer.body());
		assertThat(body.at("/accepted").asInt()).isEqualTo(2);
		assertThat(body.at("/items").values().stream().map(item -> item.at("/status").asString()))
			.containsExactly("accepted", "invalid", "invalid", "accepted", "invalid");
		assertThat(body.at("/items/1/faults").values().stream().map(fault -> fault.at("/field").asString()))
			.containsExactly("/1/seq", "/1/battery/percent");
		assertThat(this.http.get("/api/v2/robots/" + this.robot + "-c").statusCode()).isEqualTo(200);
	}

	@Test
	void manyBeatsOfOneRobotInOneBatchAreAllCounted() {
		StringBuilder body = new StringBuilder("[");
		for (int seq = 1; seq <= 300; seq++) {
			body.append("{\"robot_id\":\"%s\",\"boot_id\":\"b%d\",\"seq\":%d,\"battery\":{\"percent\":%d}},"
				.formatted(this.robot, seq / 100, seq, seq / 3));
		}
		body.setCharAt(body.length() - 1, ']');
		HttpResponse<String> answer = this.http.post("/api/v2/heartbeats", body.toString());
		assertThat(this.json.readTree(answer.body()).at("/accepted").asInt()).isEqualTo(300);
		JsonNode read = read();
		assertThat(read.at("/counters/received").asLong()).isEqualTo(300);
		assertThat(read.at("/counters/reboots").asInt()).isEqualTo(3);
		assertThat(read.at("/counters/lost").asLong()).isEqualTo(99 + 199 + 299);
		assertThat(read.at("/beat/seq").asLong()).isEqualTo(300);
		List<Long> boots = this.database.queryForList(
				"SELECT received FROM robot_boots WHERE robot_id = ? ORDER BY boot_id", Long.class, this.robot);
		assertThat(boots).containsExactly(99L, 100L, 100L);
	}

	private int beat(String boot, long seq) {
		return this.http.beat(this.robot, "{\"boot_id\":\"%s\",\"seq\":%d}".formatted(boot, seq)).statusCode();
	}

	private JsonNode read() {
		HttpResponse<String> answer = this.http.get("/api/v2/robots/" + this.robot);
		assertThat(answer.statusCode()).isEqualTo(200);
		return this.json.readTree(answer.body());
	}

	private Map<String, Object> row() {
		return this.database.queryForMap("SELECT * FROM robot_liveness WHERE robot_id = ?", this.robot);
	}

	private List<String> events() {
		return this.database.queryForList("SELECT kind FROM robot_events WHERE subject = ? ORDER BY id", String.class,
				this.robot);
	}

}
