package com.lekiwi.heartbeat.state.incident;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.contract.incident.BlindTime;
import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.state.BeatingRobots;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(180)
class IncidentIntegrationTests {

	private static final int ROBOTS = 8;

	private Replica replica;

	private JdbcTemplate database;

	private BeatingRobots robots;

	@BeforeEach
	void start() {
		this.replica = Replica.start(SharedStores.freshDatabase(getClass()), 8, "heartbeat.incidents.patience=5s");
		this.database = this.replica.bean(JdbcTemplate.class);
		this.robots = new BeatingRobots(this.replica::http);
		this.robots.start("lab-a", ROBOTS);
		this.robots.start("lab-b", ROBOTS);
		await().until(() -> alive("lab-a") == ROBOTS && alive("lab-b") == ROBOTS);
	}

	@AfterEach
	void stop() {
		this.robots.close();
		this.replica.close();
	}

	@Test
	void aSilentSiteIsOneIncidentThatEndsWhenItsRobotsReturn() {
		this.robots.silence("lab-a");
		await().until(() -> offlineCauses().size() == ROBOTS);
		assertThat(offlineCauses()).containsOnly("lab-a site false");
		assertThat(siteEvents()).containsExactly("site lab-a site_unreachable");
		assertThat(this.database.queryForObject("""
				SELECT count(*)
				FROM robot_events e
				JOIN robot_liveness l ON l.robot_id = e.subject
				WHERE e.kind = 'offline'
				  AND e.occurred_at = l.last_beat_at + interval '3 seconds'""", Integer.class)).isEqualTo(ROBOTS);
		assertThat(alive("lab-b")).isEqualTo(ROBOTS);
		assertThat(situation().incidents()).singleElement().satisfies(incident -> {
			assertThat(incident.site()).isEqualTo("lab-a");
			assertThat(incident.cause()).isEqualTo(OfflineCause.SITE);
			assertThat(incident.robotsAlive()).isEqualTo(ROBOTS);
			assertThat(incident.endedAt()).isNull();
		});
		this.robots.start("lab-a", ROBOTS);
		await().until(() -> siteEvents().size() == 2);
		assertThat(siteEvents()).containsExactly("site lab-a site_unreachable", "site lab-a site_recovered");
		assertThat(outcomes()).containsExactly("lab-a returned");
		assertThat(situation().incidents()).extracting(Incident::outcome).containsExactly("returned");
		assertThat(situation().blind()).isEmpty();
		assertThat(blindCauses()).doesNotContain("edge_silent");
	}

	@Test
	void itEndsTooWhenTheRobotsStayAwayAndTheNextLossIsNoticed() {
		this.robots.silence("lab-a");
		await().until(() -> outcomes().equals(List.of("lab-a stayed_away")));
		assertThat(siteEvents()).containsExactly("site lab-a site_unreachable", "site lab-a site_recovered");
		this.robots.start("lab-a", 2);
		await().until(() -> alive("lab-a") == 2);
		this.robots.silence("lab-a");
		await().until(() -> offlineCauses().size() == ROBOTS + 2);
		assertThat(offlineCauses().subList(ROBOTS, ROBOTS + 2)).containsOnly("lab-a single_loss true");
		assertThat(outcomes()).containsExactly("lab-a stayed_away");
	}

	@Test
	void ifAllSitesAreSilentTheFaultIsOursAndCountsAgainstNobody() {
		this.robots.silence("lab-a");
		this.robots.silence("lab-b");
		await().until(() -> offlineCauses().size() == 2 * ROBOTS);
		assertThat(offlineCauses()).containsOnly("lab-a observer false", "lab-b observer false");
		assertThat(siteEvents()).containsExactly("observer state-manager site_unreachable");
		this.robots.start("lab-a", ROBOTS);
		this.robots.start("lab-b", ROBOTS);
		await().until(() -> siteEvents().size() == 2);
		assertThat(outcomes()).containsExactly("- returned");
		assertThat(blindCauses()).containsExactly("edge_silent");
		assertThat(situation().incidents()).extracting(Incident::cause).containsExactly(OfflineCause.OBSERVER);
		assertThat(situation().blind()).extracting(BlindTime::cause).containsExactly("edge_silent");
	}

	@Test
	void incidentsTakeNoParameters() {
		assertThat(this.replica.http().get("/api/v2/incidents?site=lab-a").statusCode()).isEqualTo(400);
		assertThat(this.replica.http().get("/api/v2/incidents?site=lab-a").body()).contains("\"site\"",
				"problem:invalid-request");
	}

	@Test
	void aFewOfASiteAreSingleLosses() {
		this.robots.start("lab-c", 4);
		await().until(() -> alive("lab-c") == 4);
		this.robots.silence("lab-c");
		await().until(() -> offlineCauses().size() == 4);
		assertThat(offlineCauses()).containsOnly("lab-c single_loss true");
		assertThat(siteEvents()).isEmpty();
	}

	private Situation situation() {
		return FleetJson.mapper().readValue(this.replica.http().get("/api/v2/incidents").body(), Situation.class);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40));
	}

	private int alive(String site) {
		return this.database.queryForObject(
				"SELECT count(*) FROM robot_liveness l JOIN robots r ON r.id = l.robot_id WHERE l.alive AND r.site = ?",
				Integer.class, site);
	}

	private List<String> offlineCauses() {
		return this.database.queryForList("""
				SELECT concat_ws(' ', details ->> 'site', details ->> 'cause', details ->> 'announced')
				FROM robot_events
				WHERE kind = 'offline'
				ORDER BY id""", String.class);
	}

	private List<String> siteEvents() {
		return this.database.queryForList("""
				SELECT concat_ws(' ', subject_kind, subject, kind)
				FROM robot_events
				WHERE kind IN ('site_unreachable', 'site_recovered')
				ORDER BY id""", String.class);
	}

	private List<String> outcomes() {
		return this.database.queryForList(
				"SELECT concat_ws(' ', COALESCE(site, '-'), outcome) FROM site_incidents WHERE ended_at IS NOT NULL",
				String.class);
	}

	private List<String> blindCauses() {
		return this.database.queryForList("SELECT cause FROM observer_blind_intervals", String.class);
	}

}
