package com.lekiwi.heartbeat.state.maintenance;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class MaintenanceIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private Clock clock;

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
	void maintenanceMasksAlarmsAndEndsByItself() {
		this.http.beat("kiwi-repair", "{\"boot_id\":\"b\",\"seq\":1}");
		HttpResponse<String> answer = put("kiwi-repair", Duration.ofSeconds(4), "\"reason\":\"new wheels\"");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"by\":\"ada\"", "\"reason\":\"new wheels\"");
		this.http.send("DELETE", "/api/v2/robots/kiwi-repair/heartbeat", "application/json", "");
		this.http.beat("kiwi-repair", "{\"boot_id\":\"b\",\"seq\":2}");
		assertThat(this.http.get("/api/v2/robots/kiwi-repair").body()).contains("\"status\":\"maintenance\"",
				"\"alive\":true");
		assertThat(announced("kiwi-repair", "offline")).containsExactly(false);
		assertThat(announced("kiwi-repair", "online")).containsExactly(false);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/kiwi-repair").body().contains("\"status\":\"online\""));
		assertThat(this.database.queryForObject("""
				SELECT e.occurred_at = s.until AND e.details ->> 'status' = 'online'
				FROM robot_events e, (
				  SELECT (details ->> 'until')::timestamptz AS until
				  FROM robot_events
				  WHERE subject = 'kiwi-repair' AND kind = 'maintenance_started'
				) AS s
				WHERE e.subject = 'kiwi-repair' AND e.kind = 'maintenance_ended'""", Boolean.class)).isTrue();
		assertThat(this.http.get("/api/v2/robots/kiwi-repair/maintenance").statusCode()).isEqualTo(404);
	}

	@Test
	void itsEndIsMovedAndAPersonMayEndItAndWhatWasMaskedShowsThen() {
		this.http.beat("kiwi-shelf", "{\"boot_id\":\"b\",\"seq\":1}");
		put("kiwi-shelf", Duration.ofHours(1), "\"reason\":null");
		put("kiwi-shelf", Duration.ofHours(2), "\"reason\":null");
		this.http.send("DELETE", "/api/v2/robots/kiwi-shelf/heartbeat", "application/json", "");
		assertThat(this.http.get("/api/v2/robots/kiwi-shelf").body()).contains("\"status\":\"maintenance\"",
				"\"alive\":false");
		assertThat(this.http.get("/api/v2/robots/kiwi-shelf/maintenance").statusCode()).isEqualTo(200);
		for (int i = 0; i < 2; i++) {
			assertThat(this.http.send("DELETE", "/api/v2/robots/kiwi-shelf/maintenance", "application/json", "")
				.statusCode()).isEqualTo(204);
		}
		assertThat(this.http.get("/api/v2/robots/kiwi-shelf").body()).contains("\"status\":\"offline\"");
		assertThat(this.database.queryForList("SELECT kind FROM robot_events WHERE subject = 'kiwi-shelf' ORDER BY id",
				String.class))
			.containsExactly("registered", "maintenance_started", "maintenance_started", "offline",
					"maintenance_ended");
	}

	@Test
	void everyFaultIsNamed() {
		this.http.beat("kiwi-faults", "{\"boot_id\":\"b\",\"seq\":1}");
		String path = "/api/v2/robots/kiwi-faults/maintenance";
		assertThat(this.http.send("PUT", path, "application/json", "{\"until\":\"soon\",\"reason\":7}").body())
			.contains("/until", "/by", "/reason", "problem:invalid-request");
		assertThat(this.http.send("PUT", path, "application/json", "{\"until\":\"2001-01-01T00:00:00Z\",\"by\":\"a\"}")
			.body()).contains("must be in the future");
		assertThat(this.http.send("PUT", path, "application/json", "{\"until\":\"2999-01-01T00:00:00Z\",\"by\":\"a\"}")
			.body()).contains("within 366 days");
		assertThat(this.http.send("PUT", path, "application/json", "[]").statusCode()).isEqualTo(400);
		assertThat(this.http.send("PUT", path, "application/json", "{").statusCode()).isEqualTo(400);
		assertThat(this.http.send("PUT", path, "text/plain", "x").statusCode()).isEqualTo(415);
		assertThat(put("kiwi-nobody", Duration.ofHours(1), "\"reason\":null").statusCode()).isEqualTo(404);
		assertThat(
				this.http.send("DELETE", "/api/v2/robots/kiwi-nobody/maintenance", "application/json", "").statusCode())
			.isEqualTo(404);
	}

	private HttpResponse<String> put(String robot, Duration length, String field) {
		return this.http.send("PUT", "/api/v2/robots/" + robot + "/maintenance", "application/json",
				"{\"until\":\"%s\",\"by\":\"ada\",%s}".formatted(this.clock.instant().plus(length), field));
	}

	private List<Boolean> announced(String robot, String kind) {
		return this.database.queryForList(
				"SELECT (details ->> 'announced')::boolean FROM robot_events WHERE subject = ? AND kind = ?",
				Boolean.class, robot, kind);
	}

}
