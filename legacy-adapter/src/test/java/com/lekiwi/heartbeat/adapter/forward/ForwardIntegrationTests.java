package com.lekiwi.heartbeat.adapter.forward;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.lekiwi.heartbeat.adapter.fixture.Adapter;
import com.lekiwi.heartbeat.adapter.fixture.FakeLegacy;
import com.lekiwi.heartbeat.adapter.fixture.Fleet;
import com.lekiwi.heartbeat.adapter.fixture.Legacies;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ForwardIntegrationTests {

	private static HikariDataSource pool;

	private static JdbcTemplate database;

	private final List<ForwardReplica> replicas = new ArrayList<>();

	private final Fleet fleet = new Fleet(database);

	private FakeLegacy legacy;

	@BeforeAll
	static void open() {
		PostgresDatabase fresh = Adapter.database();
		pool = new HikariDataSource();
		pool.setJdbcUrl(fresh.url());
		pool.setUsername(fresh.user());
		pool.setPassword(fresh.password());
		database = new JdbcTemplate(pool);
	}

	@AfterAll
	static void close() {
		pool.close();
	}

	@BeforeEach
	void empty() throws IOException {
		database.execute(
				"TRUNCATE robots, robot_liveness, robot_beat_keys, robot_sightings, legacy_forwards, migration_leases CASCADE");
		this.legacy = new FakeLegacy();
	}

	@AfterEach
	void stop() {
		this.replicas.forEach(ForwardReplica::close);
		this.legacy.close();
	}

	@Test
	void theLegacyLearnsWhoSpeaksToTheNewSide() throws InterruptedException {
		try (Legacy real = Legacies.started(Duration.ofSeconds(15))) {
			this.fleet.register("kiwi-1", "Ada", "lekiwi", "10.1.0.7");
			this.fleet.beat("kiwi-1");
			database.update("UPDATE robot_liveness SET host_ready = TRUE");
			this.fleet.register("kiwi-2", "x".repeat(200), "unknown", "a".repeat(100));
			this.fleet.beat("kiwi-2");
			ForwardReplica replica = replica(real.uri());
			replica.look();
			JsonNode robot = Legacies.robot(real, "kiwi-1");
			assertThat(robot.get("name").stringValue()).isEqualTo("Ada");
			assertThat(robot.get("type").stringValue()).isEqualTo("lekiwi");
			assertThat(robot.get("ip").stringValue()).isEqualTo("10.1.0.7");
			assertThat(robot.get("status").stringValue()).isEqualTo("online");
			assertThat(robot.get("teleoperation").booleanValue()).isTrue();
			assertThat(Legacies.robot(real, "kiwi-2").get("name").stringValue()).isEqualTo("kiwi-2");
			assertThat(replica.beats("taken")).isEqualTo(2);
		}
	}

	@Test
	void onlyFreshBeatsOfTheNewDialectAreTold() throws InterruptedException {
		this.fleet.beat("fresh");
		this.fleet.keyedBeat("speaks-to-the-legacy");
		this.fleet.beat("changed-to-the-legacys");
		this.fleet.newestHasAKey("changed-to-the-legacys");
		this.fleet.beat("seen-by-the-legacy");
		this.fleet.newestIsASighting("seen-by-the-legacy");
		this.fleet.register("never-heard", null, null, null);
		this.fleet.beat("dead", "boot-1", Duration.ofSeconds(16), 5);
		this.fleet.beat("said-goodbye");
		this.fleet.expire("said-goodbye");
		this.fleet.beat("old", "boot-1", Duration.ofSeconds(16), 60);
		this.fleet.beat("retired");
		database.update("UPDATE robots SET retired_at = fleet_time() WHERE id = 'retired'");
		replica(this.legacy.uri()).look();
		assertThat(told()).containsExactly("fresh");
	}

	@Test
	void aBeatIsToldOnceAndARobotNoMoreThanOnceInItsInterval() throws InterruptedException {
		ForwardReplica replica = replica(this.legacy.uri(), "forward.interval", "300ms");
		this.fleet.beat("r");
		replica.look();
		this.fleet.beat("r");
		replica.look();
		assertThat(this.legacy.beats()).as("too soon").hasSize(1);
		Awaitility.await().until(() -> {
			replica.look();
			return this.legacy.beats().size() == 2;
		});
		Boolean over = Awaitility.await()
			.until(() -> database.queryForObject(
					"SELECT sent_at < fleet_time() - interval '500 ms' FROM legacy_forwards", Boolean.class),
					Boolean.TRUE::equals);
		assertThat(over).isTrue();
		replica.look();
		assertThat(this.legacy.beats()).as("there is no newer beat").hasSize(2);
	}

	@Test
	void ofTwoReplicasOneTellsAndTheOtherTakesOverWhenItFallsSilent() throws InterruptedException {
		ForwardReplica first = replica(this.legacy.uri(), "forward.lease", "400ms", "forward.interval", "10ms");
		ForwardReplica second = replica(this.legacy.uri(), "forward.interval", "10ms");
		this.fleet.beat("r");
		first.look();
		this.fleet.beat("r");
		second.look();
		assertThat(second.gauge("migration.forward.active")).isZero();
		assertThat(this.legacy.beats()).hasSize(1);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			second.look();
			return second.gauge("migration.forward.active") == 1;
		});
		this.fleet.beat("r");
		first.look();
		assertThat(first.gauge("migration.forward.active")).isZero();
	}

	@Test
	void aReplicaThatIsStoppedLeavesTheWorkToTheOtherAtOnce() throws InterruptedException {
		ForwardReplica first = replica(this.legacy.uri(), "forward.lease", "10m", "forward.scan-interval", "10ms");
		first.start();
		Awaitility.await().until(() -> first.gauge("migration.forward.active") == 1);
		first.stop();
		ForwardReplica second = replica(this.legacy.uri());
		second.look();
		assertThat(second.gauge("migration.forward.active")).isEqualTo(1);
	}

	@Test
	void aLegacyThatIsAwayIsAskedForAFewRobotsLessAndLessOften() throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			this.fleet.beat("r-" + i);
		}
		ForwardReplica replica = replica(URI.create("http://127.0.0.1:1"));
		assertThat(replica.look()).isEqualTo(Duration.ofSeconds(2));
		assertThat(replica.beats("unreachable")).isLessThan(10);
		assertThat(replica.beats("not_tried")).isGreaterThan(90);
		assertThat(replica.look()).isEqualTo(Duration.ofSeconds(4));
		assertThat(replica.look()).isEqualTo(Duration.ofSeconds(5));
		assertThat(replica.beats("unreachable")).isLessThan(25);
		assertThat(replica.gauge("migration.forward.legacy.up")).isZero();
		ForwardReplica again = replica(this.legacy.uri(), "forward.interval", "10ms");
		replica.stop();
		database.update("DELETE FROM migration_leases");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			again.look();
			return new TreeSet<>(told()).size() == 100;
		});
		assertThat(again.gauge("migration.forward.legacy.up")).isEqualTo(1);
	}

	@Test
	void aLegacyThatFailsOrIsSlowHoldsNobodyUp() throws InterruptedException {
		for (int i = 0; i < 50; i++) {
			this.fleet.beat("r-" + i);
		}
		this.legacy.answerWith(500);
		ForwardReplica failing = replica(this.legacy.uri(), "forward.lease", "1s");
		failing.look();
		assertThat(failing.beats("failed")).isLessThan(10);
		failing.stop();
		database.update("DELETE FROM migration_leases");
		this.legacy.freeze();
		ForwardReplica frozen = replica(this.legacy.uri(), "forward.timeout", "100ms", "forward.lease", "1s");
		frozen.look();
		assertThat(frozen.beats("unanswered")).isLessThan(10).isPositive();
		assertThat(database.queryForObject("SELECT count(*) FROM legacy_forwards WHERE ended_at IS NULL", Double.class))
			.as("nobody knows what the legacy makes of these")
			.isEqualTo(frozen.beats("unanswered"));
		this.legacy.thaw();
	}

	@Test
	void aBeatThatTheLegacyRefusesIsNotToldAgain() throws InterruptedException {
		this.legacy.answerWith(422);
		this.fleet.beat("r");
		ForwardReplica replica = replica(this.legacy.uri(), "forward.interval", "10ms");
		replica.look();
		Awaitility.await()
			.until(() -> Boolean.TRUE.equals(database.queryForObject(
					"SELECT sent_at < fleet_time() - interval '20 ms' FROM legacy_forwards", Boolean.class)));
		replica.look();
		assertThat(replica.beats("refused")).isEqualTo(1);
		assertThat(replica.gauge("migration.forward.legacy.up")).isEqualTo(1);
	}

	private ForwardReplica replica(URI uri, String... settings) {
		ForwardReplica replica = new ForwardReplica(database, uri, settings);
		this.replicas.add(replica);
		return replica;
	}

	private Set<String> told() {
		Set<String> robots = new TreeSet<>();
		for (String beat : this.legacy.beats()) {
			JsonNode body = JsonMapper.shared().readTree(beat);
			robots.add(body.get("robot_id").stringValue());
		}
		return robots;
	}

}
