package com.lekiwi.heartbeat.state.census;

import java.time.Duration;
import java.time.Instant;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.FleetSummary;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class SummaryIntegrationTests {

	private Replica replica;

	private JdbcTemplate database;

	@BeforeEach
	void start() {
		this.replica = Replica.start(SharedStores.freshDatabase(getClass()), 13);
		this.database = this.replica.bean(JdbcTemplate.class);
	}

	@AfterEach
	void stop() {
		this.replica.close();
	}

	@Test
	void everyRobotIsCountedOnceForEachThingThatItIs() {
		Http http = this.replica.http();
		beat(http, "sum-1", "\"site\":\"a\",\"type\":\"lekiwi\"");
		beat(http, "sum-2", "\"site\":\"a\",\"type\":\"xle\",\"status\":\"error\"");
		beat(http, "sum-3", "\"site\":\"b\",\"type\":\"xle\",\"interval_s\":300");
		beat(http, "sum-4", "\"type\":\"xle\",\"status\":\"stopping\"");
		beat(http, "sum-5", "\"site\":\"a\"");
		http.send("DELETE", "/api/v2/robots/sum-5", "application/json", "");
		String until = Instant.now().plus(Duration.ofHours(1)).toString();
		http.send("PUT", "/api/v2/robots/sum-3/maintenance", "application/json",
				"{\"until\":\"" + until + "\",\"by\":\"ada\"}");
		this.database.update(
				"UPDATE robots SET flapping = TRUE, flapped_at = fleet_time(), teleoperation_status = 'ready' WHERE id = 'sum-1'");
		this.database.update("""
				INSERT INTO site_incidents (cause, site, began_at, detected_at, robots_alive, robots_lost)
				VALUES ('site', 'b', fleet_time(), fleet_time(), 9, 9)""");
		Awaitility.await().until(() -> summary(http, "").flapping() == 1);
		FleetSummary all = summary(http, "");
		assertThat(all.robots()).isEqualTo(4);
		assertThat(all.alive()).isEqualTo(3);
		assertThat(all.retired()).isEqualTo(1);
		assertThat(all.withoutSite()).isEqualTo(1);
		assertThat(all.openIncidents()).isEqualTo(1);
		assertThat(all.bySite()).containsEntry("a", 2L).containsEntry("b", 1L).hasSize(2);
		assertThat(all.byStatus()).containsEntry("online", 1L)
			.containsEntry("failed", 1L)
			.containsEntry("maintenance", 1L)
			.containsEntry("offline", 1L)
			.containsEntry("discovered", 0L)
			.hasSize(5);
		assertThat(all.byType()).containsEntry("lekiwi", 1L).containsEntry("xle", 3L).containsEntry("unknown", 0L);
		assertThat(all.byTeleoperationStatus()).containsEntry("ready", 1L).containsEntry("unknown", 3L).hasSize(6);
		FleetSummary ofA = summary(http, "?site=a");
		assertThat(ofA.robots()).isEqualTo(2);
		assertThat(ofA.retired()).isEqualTo(1);
		assertThat(ofA.openIncidents()).isZero();
		assertThat(summary(http, "?site=b&type=xle").openIncidents()).isEqualTo(1);
		assertThat(summary(http, "?q=SUM-&status=failed").bySite()).containsEntry("a", 1L).hasSize(1);
		assertThat(summary(http, "?tag=none").robots()).isZero();
		assertThat(http.get("/api/v2/fleet/summary?sort=id&status=x").body()).contains("\"sort\"", "\"status\"");
	}

	@Test
	void countsAreNeverOlderThanASecondAndSayHowOldTheyAre() {
		Http http = this.replica.http();
		for (int i = 0; i < 5; i++) {
			Instant before = Instant.now();
			assertThat(summary(http, "").asOf()).isBetween(before.minusMillis(1_100), Instant.now());
		}
		beat(http, "aged-1", "\"site\":\"aged\"");
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> summary(http, "?site=aged").robots() == 1);
	}

	private static void beat(Http http, String id, String fields) {
		assertThat(http.beat(id, "{\"boot_id\":\"b\",\"seq\":1," + fields + "}").statusCode()).isEqualTo(204);
	}

	private static FleetSummary summary(Http http, String query) {
		return FleetJson.mapper().readValue(http.get("/api/v2/fleet/summary" + query).body(), FleetSummary.class);
	}

}
