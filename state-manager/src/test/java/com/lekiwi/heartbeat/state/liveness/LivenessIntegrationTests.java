package com.lekiwi.heartbeat.state.liveness;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.state.Watching;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class LivenessIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
		// Robots of other tests that fall silent meanwhile would make it an incident.
		this.database.update("UPDATE robots SET retired_at = registered_at WHERE retired_at IS NULL");
		Watching.await(this.database);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void aRobotThatFallsSilentIsOfflineFromTheEndOfItsLeaseAndOnlineWhenItIsHeardAgain() {
		this.http.beat("kiwi-silent", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":1}");
		assertThat(this.http.get("/api/v2/robots/kiwi-silent").body()).contains("\"status\":\"online\"",
				"\"alive\":true");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/kiwi-silent").body().contains("\"status\":\"offline\""));
		Map<String, Object> row = this.database.queryForMap("""
				SELECT r.status_since = l.last_beat_at + interval '3 seconds' AS dated_at_the_deadline, l.alive,
				  e.occurred_at = r.status_since AS told_so, e.details ->> 'cause' AS cause
				FROM robots r
				JOIN robot_liveness l ON l.robot_id = r.id
				JOIN robot_events e ON e.subject = r.id AND e.kind = 'offline'
				WHERE r.id = 'kiwi-silent'""");
		assertThat(row).containsEntry("dated_at_the_deadline", true)
			.containsEntry("alive", false)
			.containsEntry("told_so", true)
			.containsEntry("cause", "single_loss");
		this.http.beat("kiwi-silent", "{\"boot_id\":\"b\",\"seq\":2,\"interval_s\":1}");
		assertThat(this.http.get("/api/v2/robots/kiwi-silent").body()).contains("\"status\":\"online\"",
				"\"alive\":true");
		assertThat(kinds("kiwi-silent")).containsExactly("registered", "offline", "online");
	}

	@Test
	void anAlarmAboutOneRobotWaitsOneIntervalForItsSite() {
		this.http.beat("kiwi-alarm", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":1}");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> kinds("kiwi-alarm").contains("offline"));
		assertThat(this.database.queryForObject("""
				SELECT (details ->> 'announced')::boolean
				  AND (details ->> 'announce_at')::timestamptz = occurred_at + interval '1 second'
				FROM robot_events
				WHERE subject = 'kiwi-alarm' AND kind = 'offline'""", Boolean.class)).isTrue();
	}

	@Test
	void aRobotWithALongIntervalIsAliveWhileOneWithAShortIntervalIsNot() {
		this.http.beat("kiwi-slow", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
		this.http.beat("kiwi-fast", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":1}");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> kinds("kiwi-fast").contains("offline"));
		assertThat(this.http.get("/api/v2/robots/kiwi-slow").body()).contains("\"alive\":true");
	}

	@Test
	void aRobotThatSaysGoodbyeWithABeatIsOfflineAtOnceFromThatBeatOn() {
		this.http.beat("kiwi-bye", "{\"boot_id\":\"b\",\"seq\":1}");
		assertThat(this.http.beat("kiwi-bye", "{\"boot_id\":\"b\",\"seq\":2,\"status\":\"stopping\"}").statusCode())
			.isEqualTo(204);
		assertThat(this.http.get("/api/v2/robots/kiwi-bye").body()).contains("\"status\":\"offline\"",
				"\"alive\":false");
		assertThat(this.database.queryForMap("""
				SELECT e.occurred_at = l.last_beat_at AS dated_at_the_beat, e.details ->> 'cause' AS cause, l.seq
				FROM robot_liveness l
				JOIN robot_events e ON e.subject = l.robot_id AND e.kind = 'offline'
				WHERE l.robot_id = 'kiwi-bye'""")).containsEntry("dated_at_the_beat", true)
			.containsEntry("cause", "said_goodbye")
			.containsEntry("seq", 2L);
		this.http.beat("kiwi-bye", "{\"boot_id\":\"b\",\"seq\":3,\"status\":\"stopping\"}");
		assertThat(kinds("kiwi-bye")).containsExactly("registered", "offline");
		this.http.beat("kiwi-bye", "{\"boot_id\":\"c\",\"seq\":1}");
		assertThat(this.http.get("/api/v2/robots/kiwi-bye").body()).contains("\"status\":\"online\"");
		assertThat(kinds("kiwi-bye")).containsExactly("registered", "offline", "rebooted", "online");
	}

	@Test
	void aRobotThatIsFirstHeardWhenItGoesIsKnownAndOffline() {
		this.http.beat("kiwi-hello-bye", "{\"boot_id\":\"b\",\"seq\":1,\"status\":\"stopping\"}");
		assertThat(this.http.get("/api/v2/robots/kiwi-hello-bye").body()).contains("\"status\":\"offline\"",
				"\"alive\":false");
		assertThat(kinds("kiwi-hello-bye")).containsExactly("registered", "offline");
	}

	@Test
	void aGoodbyeMayComeAloneAndTwice() {
		this.http.beat("kiwi-leaves", "{\"boot_id\":\"b\",\"seq\":1}");
		assertThat(delete("/api/v2/robots/kiwi-leaves/heartbeat")).isEqualTo(204);
		assertThat(delete("/api/v2/robots/kiwi-leaves/heartbeat")).isEqualTo(204);
		assertThat(this.http.get("/api/v2/robots/kiwi-leaves").body()).contains("\"status\":\"offline\"");
		assertThat(this.database.queryForList(
				"SELECT details ->> 'cause' FROM robot_events WHERE subject = 'kiwi-leaves' AND kind = 'offline'",
				String.class))
			.containsExactly("said_goodbye");
		assertThat(delete("/api/v2/robots/kiwi-nobody/heartbeat")).isEqualTo(404);
		assertThat(delete("/api/v2/robots/-bad/heartbeat")).isEqualTo(400);
	}

	@Test
	void aRobotThatBlinksIsAnnouncedOnceAndEveryChangeIsRecorded() {
		for (int seq = 1; seq <= 6; seq++) {
			this.http.beat("kiwi-blinks", "{\"boot_id\":\"b\",\"seq\":%d}".formatted(seq));
			delete("/api/v2/robots/kiwi-blinks/heartbeat");
		}
		assertThat(kinds("kiwi-blinks")).filteredOn("offline"::equals).hasSize(6);
		assertThat(kinds("kiwi-blinks")).filteredOn("online"::equals).hasSize(5);
		assertThat(this.database.queryForList("""
				SELECT kind
				FROM robot_events
				WHERE subject = 'kiwi-blinks' AND (details ->> 'announced')::boolean
				ORDER BY id""", String.class)).containsExactly("offline", "online", "offline", "online", "flapping");
		assertThat(flapping()).containsExactly("true 3");
		this.database
			.update("UPDATE robots SET flapped_at = flapped_at - interval '10 minutes' WHERE id = 'kiwi-blinks'");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> flapping().size() == 2);
		assertThat(flapping()).containsExactly("true 3", "false 6");
		this.http.beat("kiwi-blinks", "{\"boot_id\":\"b\",\"seq\":7}");
		assertThat(this.database.queryForObject("""
				SELECT (details ->> 'announced')::boolean
				FROM robot_events
				WHERE subject = 'kiwi-blinks'
				ORDER BY id DESC
				LIMIT 1""", Boolean.class)).isTrue();
	}

	private List<String> flapping() {
		return this.database.queryForList("""
				SELECT concat(details ->> 'flapping', ' ', details ->> 'count')
				FROM robot_events
				WHERE subject = 'kiwi-blinks' AND kind = 'flapping'
				ORDER BY id""", String.class);
	}

	private int delete(String path) {
		return this.http.send("DELETE", path, "application/json", "").statusCode();
	}

	private List<String> kinds(String robot) {
		return this.database.queryForList("SELECT kind FROM robot_events WHERE subject = ? ORDER BY id", String.class,
				robot);
	}

}
