package com.lekiwi.heartbeat.state.liveness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.update.RobotChange;
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
class LivenessIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	@Autowired
	private OfflineMarker marker;

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
	void aRobotThatFallsSilentIsOfflineFromTheEndOfItsLeaseAndOnlineWhenItIsHeardAgain() {
		this.http.beat("kiwi-silent", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":1}");
		assertThat(this.http.get("/api/v2/robots/kiwi-silent").body()).contains("\"status\":\"online\"",
				"\"alive\":true");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/kiwi-silent").body().contains("\"status\":\"offline\""));
		Map<String, Object> row = this.database.queryForMap("""
				SELECT r.status_since = l.last_beat_at + interval '3 seconds' AS dated_at_the_deadline, l.alive,
				  e.occurred_at = r.status_since AS told_so
				FROM robots r
				JOIN robot_liveness l ON l.robot_id = r.id
				JOIN robot_events e ON e.subject = r.id AND e.kind = 'offline'
				WHERE r.id = 'kiwi-silent'""");
		assertThat(row).containsEntry("dated_at_the_deadline", true)
			.containsEntry("alive", false)
			.containsEntry("told_so", true);
		this.http.beat("kiwi-silent", "{\"boot_id\":\"b\",\"seq\":2,\"interval_s\":1}");
		assertThat(this.http.get("/api/v2/robots/kiwi-silent").body()).contains("\"status\":\"online\"",
				"\"alive\":true");
		assertThat(this.database.queryForList("SELECT kind FROM robot_events WHERE subject = ? ORDER BY id",
				String.class, "kiwi-silent"))
			.containsExactly("registered", "offline", "online");
	}

	@Test
	void ofManyThatLookAtOnceOneMarks() throws Exception {
		for (int i = 0; i < 50; i++) {
			this.http.beat("kiwi-due-" + i, "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
		}
		Instant later = Instant.parse("2100-01-01T00:00:00Z");
		Callable<List<RobotChange>> look = () -> this.marker.mark(later, Instant.EPOCH, 1_000);
		try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
			List<Future<List<RobotChange>>> looks = replicas
				.invokeAll(IntStream.range(0, 8).mapToObj(i -> look).toList());
			long marked = 0;
			for (Future<List<RobotChange>> one : looks) {
				marked += one.get().stream().filter(robot -> robot.id().value().startsWith("kiwi-due-")).count();
			}
			assertThat(marked).isEqualTo(50);
		}
		assertThat(this.database.queryForObject(
				"SELECT count(*) FROM robot_events WHERE subject LIKE 'kiwi-due-%' AND kind = 'offline'", Long.class))
			.isEqualTo(50);
	}

	@Test
	void whoBeganToWatchJustNowCallsNobodyOffline() {
		this.http.beat("kiwi-unwatched", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
		Instant later = Instant.parse("2100-01-01T00:00:00Z");
		assertThat(this.marker.mark(later, later.minusSeconds(899), 1_000)).extracting(robot -> robot.id().value())
			.doesNotContain("kiwi-unwatched");
		assertThat(this.marker.mark(later, later.minusSeconds(901), 1_000)).extracting(robot -> robot.id().value())
			.contains("kiwi-unwatched");
	}

}
