package com.lekiwi.heartbeat.state.observer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.state.BeatingRobots;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two replicas on one database, and what happens when one or both are blind. */
@Timeout(240)
class BlindnessIntegrationTests {

	private static final int ROBOTS = 30;

	private final PostgresStore postgres = SharedStores.postgres();

	private PostgresDatabase store;

	private Replica one;

	private Replica other;

	private JdbcTemplate database;

	private BeatingRobots robots;

	private final AtomicReference<Http> server = new AtomicReference<>();

	@BeforeEach
	void start() {
		this.store = SharedStores.freshDatabase(getClass());
		this.one = Replica.start(this.store, 10);
		this.other = Replica.start(this.store, 10);
		this.database = new JdbcTemplate(
				new DriverManagerDataSource(this.store.url(), this.store.user(), this.store.password()));
		this.server.set(this.other.http());
		this.robots = new BeatingRobots(this.server::get);
		this.robots.start("lab", ROBOTS);
		await().until(() -> alive() == ROBOTS);
	}

	@AfterEach
	void stop() {
		this.robots.close();
		this.one.close();
		this.other.close();
		this.postgres.start();
	}

	@Test
	void ofTwoReplicasOneRecordsEachOffline() {
		this.robots.silence("lab");
		await().until(() -> offlines() >= ROBOTS && alive() == 0);
		assertThat(this.database.queryForList("""
				SELECT subject
				FROM robot_events
				WHERE kind = 'offline'
				GROUP BY subject
				HAVING count(*) <> 1""", String.class)).isEmpty();
		assertThat(offlines()).isEqualTo(ROBOTS);
	}

	@Test
	void theOtherReplicaNoticesWhileOneIsPausedAndNobodyWasBlind() {
		this.one.pause();
		this.robots.silence("lab");
		await().until(() -> offlines() == ROBOTS);
		this.one.resume();
		this.robots.start("lab", ROBOTS);
		await().until(() -> alive() == ROBOTS);
		assertThat(blind()).isEmpty();
		assertThat(offlines()).isEqualTo(ROBOTS);
	}

	@Test
	void aPauseOfBothIsRecordedOnceAndNobodyIsCalledOffline() {
		this.one.pause();
		this.other.pause();
		this.robots.silence("lab");
		await().until(() -> leasesOver() == ROBOTS);
		this.robots.start("lab", ROBOTS);
		this.other.resume();
		this.one.resume();
		await().until(() -> blind().size() == 1);
		assertThat(blind()).containsExactly("paused");
		await().until(() -> leasesOver() == 0);
		assertThat(offlines()).isZero();
		assertThat(this.other.http().get("/api/v2/health").body()).contains("\"blind\":{\"began_at\"",
				"\"cause\":\"paused\"");
		assertThat(this.database.queryForList(
				"SELECT concat_ws(' ', subject_kind, details ->> 'cause') FROM robot_events WHERE kind = 'observer_blind'",
				String.class))
			.containsExactly("observer paused");
	}

	@Test
	void whoStaysSilentAfterABlindTimeIsOfflineTenSecondsAfterItsEnd() {
		this.one.pause();
		this.other.pause();
		this.robots.silence("lab");
		await().until(() -> leasesOver() == ROBOTS);
		this.other.resume();
		await().until(() -> offlines() == ROBOTS);
		assertThat(this.database.queryForObject("""
				SELECT bool_and(e.occurred_at = b.ended_at + interval '10 seconds')
				FROM robot_events e, observer_blind_intervals b
				WHERE e.kind = 'offline'""", Boolean.class)).isTrue();
	}

	/** What waited in a queue meanwhile is taken first, and the robot backs off. */
	@Test
	void whoWasHeardJustAfterABlindTimeHasAsLongAsWhoWasNot() {
		this.database.update("""
				INSERT INTO observer_blind_intervals (began_at, ended_at, cause)
				VALUES ('2020-01-01 00:00:05Z', '2020-01-01 00:01:00Z', 'paused')""");
		assertThat(this.database.queryForObject("""
				SELECT
				  lease_end('2020-01-01 00:01:01Z', '2020-01-01 00:01:04Z') = '2020-01-01 00:01:10Z'
				  AND lease_end('2020-01-01 00:01:08Z', '2020-01-01 00:01:11Z') = '2020-01-01 00:01:11Z'
				  AND lease_end('2020-01-01 00:00:04Z', '2020-01-01 00:00:07Z') = '2020-01-01 00:01:10Z'
				  AND lease_end('2020-01-01 00:00:00Z', '2020-01-01 00:00:03Z') = '2020-01-01 00:00:03Z'""",
				Boolean.class))
			.isTrue();
	}

	/** Whichever of them a lease meets first, it ends a whole one after the last. */
	@Test
	void ofBlindTimesThatOverlapTheLatestEndGivesTheLease() {
		this.database.update("""
				INSERT INTO observer_blind_intervals (began_at, ended_at, cause)
				VALUES
				  ('2020-01-01 00:00:20Z', '2020-01-01 00:00:25Z', 'paused'),
				  ('2020-01-01 00:00:05Z', '2020-01-01 00:01:00Z', 'edge_silent'),
				  ('2020-01-01 00:00:05Z', '2020-01-01 00:00:30Z', 'paused'),
				  ('2020-01-01 00:01:10Z', '2020-01-01 00:02:00Z', 'store_away'),
				  ('2020-01-01 00:05:00Z', '2020-01-01 00:06:00Z', 'paused')""");
		assertThat(this.database.queryForObject("""
				SELECT lease_end('2020-01-01 00:00:00Z', '2020-01-01 00:00:15Z') = '2020-01-01 00:02:15Z'""",
				Boolean.class))
			.isTrue();
	}

	@Test
	void aRestartOfPostgresIsABlindTimeAndNoFalseOffline() {
		this.postgres.kill();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.other.http().get("/api/v2/health").body().contains("\"status\":\"unhealthy\""));
		Instant away = this.other.bean(FleetClock.class).instant();
		await().until(() -> this.other.bean(FleetClock.class).instant().isAfter(away.plusSeconds(4)));
		this.postgres.start();
		await().until(() -> blind().size() == 1);
		assertThat(blind()).containsExactly("store_away");
		await().until(() -> leasesOver() == 0);
		assertThat(offlines()).isZero();
	}

	@Test
	void aRestartOfTheOnlyReplicaIsABlindTimeAndNoFalseOffline() {
		this.one.close();
		this.other.close();
		await().until(() -> leasesOver() == ROBOTS);
		assertThat(this.robots.unanswered()).isPositive();
		this.one = Replica.start(this.store, 10);
		this.server.set(this.one.http());
		await().until(() -> blind().size() == 1);
		assertThat(blind()).containsExactly("restarted");
		await().until(() -> leasesOver() == 0);
		assertThat(offlines()).isZero();
	}

	@Test
	void aClockThatIsPutForwardByAnHourCallsNobodyOffline() {
		setClock("+ interval '1 hour'");
		await().until(() -> blind().size() == 1);
		assertThat(blind()).containsExactly("clock_stepped");
		await().until(() -> leasesOver() == 0);
		assertThat(offlines()).isZero();
		this.robots.silence("lab");
		await().until(() -> offlines() == ROBOTS);
	}

	@Test
	void aClockThatIsPutBackByAnHourHidesNobody() {
		this.robots.silence("lab");
		setClock("- interval '1 hour'");
		await().until(() -> offlines() == ROBOTS);
		assertThat(blind()).isEmpty();
	}

	@Test
	void aClockThatIsPutForwardAndBackAgainHidesNobody() {
		setClock("+ interval '1 hour'");
		await().until(() -> blind().size() == 1);
		setClock("");
		await().until(() -> count("SELECT count(*) FROM observer_blind_intervals WHERE ended_at > fleet_time()") == 0);
		assertThat(blind()).containsExactly("clock_stepped");
		assertThat(offlines()).isZero();
		this.robots.silence("lab");
		await().until(() -> offlines() == ROBOTS);
	}

	private void setClock(String step) {
		this.database.execute("""
				CREATE OR REPLACE FUNCTION fleet_time() RETURNS timestamptz
				  LANGUAGE sql VOLATILE
				AS $$
				  SELECT clock_timestamp() %s
				$$""".formatted(step));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
	}

	private int alive() {
		return count("SELECT count(*) FROM robot_liveness WHERE alive");
	}

	private int leasesOver() {
		return count("SELECT count(*) FROM robot_liveness WHERE lease_until < fleet_time()");
	}

	private int offlines() {
		return count("SELECT count(*) FROM robot_events WHERE kind = 'offline'");
	}

	private int count(String sql) {
		return this.database.queryForObject(sql, Integer.class);
	}

	private List<String> blind() {
		return this.database.queryForList("SELECT cause FROM observer_blind_intervals ORDER BY id", String.class);
	}

}
