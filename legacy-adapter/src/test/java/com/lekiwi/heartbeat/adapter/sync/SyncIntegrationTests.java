package com.lekiwi.heartbeat.adapter.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import com.lekiwi.heartbeat.adapter.fixture.FakeLegacy;
import com.lekiwi.heartbeat.adapter.fixture.Legacies;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@Timeout(60)
class SyncIntegrationTests extends SyncTest {

	private Legacy legacy;

	private SyncReplica replica;

	@BeforeEach
	void start() {
		this.legacy = Legacies.started(Duration.ofSeconds(15));
		this.replica = replica(this.legacy.uri());
	}

	@AfterEach
	void end() {
		this.legacy.close();
	}

	@Test
	void theFirstRunBringsOverAllThatTheLegacyKnowsWithItsOwnTimes() throws InterruptedException {
		Legacies.beat(this.legacy,
				"{\"robot_id\":\"kiwi-1\",\"name\":\"Ada\",\"type\":\"lekiwi\",\"ip\":\"10.1.0.7\",\"teleop_host\":true}");
		Legacies.beatOf(this.legacy, "kiwi-2");
		SyncRun run = this.replica.run(database);
		assertThat(run.kind()).isEqualTo(RunKind.BACKFILL);
		assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(run).extracting(SyncRun::total, SyncRun::seen, SyncRun::written, SyncRun::skipped, SyncRun::failed)
			.containsExactly(2, 2, 2, 0, 0);
		assertThat(run.cursor()).isEqualTo("kiwi-2");
		assertThat(newSide.sightings("kiwi-1")).singleElement().satisfies(sighting -> {
			assertThat(sighting.get("name").stringValue()).isEqualTo("Ada");
			assertThat(sighting.get("type").stringValue()).isEqualTo("lekiwi");
			assertThat(sighting.get("address").stringValue()).isEqualTo("10.1.0.7");
			assertThat(sighting.at("/teleoperation/host_ready").booleanValue()).isTrue();
			assertThat(sighting.get("authority").booleanValue()).isTrue();
			assertThat(sighting.get("last_seen").stringValue())
				.isEqualTo(LocalDateTime.parse(Legacies.robot(this.legacy, "kiwi-1").get("last_seen").stringValue())
					.toInstant(ZoneOffset.UTC)
					.toString());
		});
		assertThat(newSide.sightings("kiwi-2")).singleElement().satisfies(sighting -> {
			assertThat(sighting.has("name")).as("nobody gave it a name").isFalse();
			assertThat(sighting.has("type")).isFalse();
		});
		assertThat(this.replica.run(database).kind()).isEqualTo(RunKind.CONTINUOUS);
	}

	@Test
	void whatBothSidesHeardIsNotWritten() throws InterruptedException {
		for (int i = 0; i < 5; i++) {
			this.fleet.keyedBeat("both-" + i);
			Legacies.beatOf(this.legacy, "both-" + i);
		}
		SyncRun run = this.replica.run(database);
		assertThat(run).extracting(SyncRun::seen, SyncRun::written, SyncRun::skipped).containsExactly(5, 0, 5);
		assertThat(newSide.requests()).isZero();
	}

	@Test
	void ofARobotThatTheLegacyPollsBetweenItsBeatsNothingIsWrittenWhileItsBeatsCome() throws InterruptedException {
		this.fleet.beat("polled", "", Duration.ofSeconds(3), 5);
		Legacies.beatOf(this.legacy, "polled");
		assertThat(this.replica.run(database).written()).isZero();
		this.fleet.beat("polled", "", Duration.ofSeconds(7), 5);
		assertThat(this.replica.run(database).written()).isEqualTo(1);
	}

	@Test
	void theNewestRealBeatWinsAndNoTimeMovesBackwards() throws InterruptedException {
		this.fleet.keyedBeat("later-here");
		this.fleet.beat("later-there", "", Duration.ofSeconds(60), 5);
		Instant here = this.fleet.lastBeatAt("later-here");
		Instant there = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MICROS);
		this.fakeLegacy.list(FakeLegacy.robot("later-here", wall(there)), FakeLegacy.robot("later-there", wall(there)));
		replica(this.fakeLegacy.uri()).run(database);
		assertThat(this.fleet.lastBeatAt("later-here")).isEqualTo(here);
		assertThat(this.fleet.lastBeatAt("later-there")).isEqualTo(there);
		assertThat(newSide.sightings("later-here")).isEmpty();
	}

	@Test
	void aLegacyThatForgotEverythingTakesNothingAway() throws InterruptedException {
		Legacies.beatOf(this.legacy, "kept");
		this.replica.run(database);
		assertThat(this.fleet.isAlive("kept")).isTrue();
		SyncRun run = replica(this.fakeLegacy.uri()).run(database);
		assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(run.total()).isZero();
		assertThat(this.fleet.isAlive("kept")).isTrue();
		assertThat(this.fleet.size()).isEqualTo(1);
	}

	@Test
	void theLegacysNameCountsWhereItHasTheAuthorityAndIsOfferedOnce() throws InterruptedException {
		this.fleet.keyedBeat("renamed");
		this.fleet.keyedBeat("named-by-a-person");
		newSide.personNamed("named-by-a-person");
		database.update("UPDATE robots SET name = 'Here', type = 'lekiwi', address = '10.0.0.1'");
		Legacies.beat(this.legacy, "{\"robot_id\":\"renamed\",\"name\":\"There\"}");
		Legacies.beat(this.legacy, "{\"robot_id\":\"named-by-a-person\",\"name\":\"There\"}");
		this.replica.run(database);
		this.replica.run(database);
		assertThat(this.fleet.name("renamed")).isEqualTo("There");
		assertThat(this.fleet.name("named-by-a-person")).isEqualTo("Here");
		assertThat(newSide.sightings("named-by-a-person")).hasSize(1);
		assertThat(newSide.sightings("renamed")).singleElement()
			.satisfies(sighting -> assertThat(sighting.has("last_seen")).isFalse());
	}

	@Test
	void theLegacysNameFillsGapsOnlyWhereTheNewSideHasTheAuthority() throws InterruptedException {
		this.fleet.keyedBeat("named");
		this.fleet.keyedBeat("nameless");
		database.update("UPDATE robots SET name = 'Here', type = 'lekiwi', address = '10.0.0.1' WHERE id = 'named'");
		Legacies.beat(this.legacy, "{\"robot_id\":\"named\",\"name\":\"There\"}");
		Legacies.beat(this.legacy, "{\"robot_id\":\"nameless\",\"name\":\"There\"}");
		replica(this.legacy.uri(), "sync.identity", "new").run(database);
		assertThat(newSide.sightings("named")).isEmpty();
		assertThat(newSide.sightings("nameless")).singleElement()
			.satisfies(sighting -> assertThat(sighting.has("authority")).isFalse());
		assertThat(this.fleet.name("nameless")).isEqualTo("There");
	}

	@Test
	void aRetiredRobotComesBackOnlyWhenItIsHeardAfterThat() throws InterruptedException {
		this.fleet.beat("retired", "", Duration.ofSeconds(60), 5);
		database.update("UPDATE robots SET retired_at = fleet_time() - interval '20 seconds'");
		this.fakeLegacy.list(FakeLegacy.robot("retired", wall(Instant.now().minusSeconds(30))));
		SyncReplica other = replica(this.fakeLegacy.uri());
		assertThat(other.run(database).written()).isZero();
		this.fakeLegacy.list(FakeLegacy.robot("retired", wall(Instant.now().minusSeconds(10))));
		assertThat(other.run(database).written()).isEqualTo(1);
	}

	@Test
	void aRobotThatIsRefusedIsNamedAndStopsNothing() throws InterruptedException {
		newSide.refuse("bad");
		Legacies.beatOf(this.legacy, "another");
		Legacies.beatOf(this.legacy, "bad");
		Legacies.beatOf(this.legacy, "good");
		SyncRun run = this.replica.run(database);
		assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(run).extracting(SyncRun::seen, SyncRun::written, SyncRun::failed).containsExactly(3, 2, 1);
		assertThat(run.faults()).singleElement().satisfies(fault -> {
			assertThat(fault.field()).isEqualTo("bad");
			assertThat(fault.message()).contains("128");
		});
		assertThat(this.replica.robots("refused")).isEqualTo(1);
		assertThat(this.replica.robots("registered")).isEqualTo(2);
	}

	@Test
	void tenThousandRobotsAreBroughtOverInOneRunWhoseProgressShows() {
		int robots = 10_000;
		String[] list = new String[robots];
		for (int i = 0; i < robots; i++) {
			list[i] = FakeLegacy.robot("r-%05d".formatted(i), wall(Instant.now()));
		}
		this.fakeLegacy.list(list);
		SyncReplica many = replica(this.fakeLegacy.uri(), "sync.interval", "50ms", "sync.robots-per-second", "100000",
				"sync.write-timeout", "30s", "sync.lease", "60s");
		many.loop().start();
		Awaitility.await().atMost(Duration.ofSeconds(50)).until(() -> this.fleet.size() > 0);
		Awaitility.await()
			.atMost(Duration.ofSeconds(50))
			.until(() -> many.runs.page(Long.MAX_VALUE, 1).stream().anyMatch(run -> run.cursor() != null));
		Awaitility.await()
			.atMost(Duration.ofSeconds(50))
			.until(() -> database.queryForObject("SELECT max(written) FROM sync_runs", Integer.class) == robots);
		assertThat(this.fleet.size()).isEqualTo(robots);
		Awaitility.await()
			.untilAsserted(() -> assertThat(many.meters.get("migration.last.sync.timestamp").gauge().value())
				.isCloseTo(Instant.now().toEpochMilli() / 1e3, within(50.0)));
		assertThat(many.meters.get("migration.sync.lag").gauge().value()).isBetween(-1.0, 50.0);
	}

	static String wall(Instant instant) {
		return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS).toString();
	}

}
