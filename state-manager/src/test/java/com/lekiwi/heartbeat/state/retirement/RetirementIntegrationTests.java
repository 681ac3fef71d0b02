package com.lekiwi.heartbeat.state.retirement;

import java.util.List;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class RetirementIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void aRetiredRobotIsNotListedKeepsItsHistoryAndComesBackWithABeat() {
		this.http.beat("kiwi-retired", "{\"boot_id\":\"b\",\"seq\":1}");
		assertThat(delete("kiwi-retired")).isEqualTo(204);
		assertThat(delete("kiwi-retired")).isEqualTo(204);
		assertThat(this.http.get("/api/v2/robots?limit=1000").body()).doesNotContain("kiwi-retired");
		assertThat(this.http.get("/api/v2/robots/kiwi-retired").body()).contains("\"status\":\"offline\"",
				"\"alive\":false");
		assertThat(kinds()).containsExactly("registered", "offline", "retired");
		this.http.beat("kiwi-retired", "{\"boot_id\":\"b\",\"seq\":2}");
		assertThat(this.http.get("/api/v2/robots?limit=1000").body()).contains("kiwi-retired");
		assertThat(this.http.get("/api/v2/robots/kiwi-retired").body()).contains("\"status\":\"online\"");
		assertThat(kinds()).containsExactly("registered", "offline", "retired", "returned", "online");
	}

	@Test
	void onlyAKnownRobotCanRetire() {
		assertThat(delete("kiwi-nobody")).isEqualTo(404);
		assertThat(delete("-bad")).isEqualTo(400);
	}

	private int delete(String robot) {
		return this.http.send("DELETE", "/api/v2/robots/" + robot, "application/json", "").statusCode();
	}

	private List<String> kinds() {
		return this.database.queryForList("SELECT kind FROM robot_events WHERE subject = 'kiwi-retired' ORDER BY id",
				String.class);
	}

}
