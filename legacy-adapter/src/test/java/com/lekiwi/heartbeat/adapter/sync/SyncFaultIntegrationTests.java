package com.lekiwi.heartbeat.adapter.sync;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.adapter.fixture.FakeLegacy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SyncFaultIntegrationTests extends SyncTest {

	@Test
	void aLegacyThatFailsIsTriedAgainLaterAndLater() throws InterruptedException {
		this.fakeLegacy.answerWith(500);
		SyncReplica replica = replica(this.fakeLegacy.uri(), "sync.interval", "1s", "sync.max-backoff", "3s");
		assertThat(replica.run(database)).satisfies(run -> {
			assertThat(run.state()).isEqualTo(RunState.FAILED);
			assertThat(run.error()).contains("500");
			assertThat(run.cursor()).isNull();
		});
		assertThat(replica.step()).as("it is not time yet").isFalse();
		assertThat(pause()).isBetween(0.5, 1.1);
		replica.run(database);
		assertThat(pause()).isBetween(1.5, 2.1);
		replica.run(database);
		replica.run(database);
		assertThat(pause()).isBetween(2.5, 3.1);
		this.fakeLegacy.answerWith(200);
		assertThat(replica.run(database).state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(pause()).isBetween(0.5, 1.1);
	}

	@Test
	void aLegacyThatIsAwayFailsTheRun() throws InterruptedException {
		SyncReplica replica = replica(URI.create("http://127.0.0.1:1"));
		assertThat(replica.run(database).state()).isEqualTo(RunState.FAILED);
		assertThat(replica.last().error()).contains("the legacy cannot be read");
	}

	@Test
	void aLegacyThatDoesNotAnswerHoldsARunNoLongerThanItMay() throws InterruptedException {
		this.fakeLegacy.freeze();
		SyncReplica replica = replica(this.fakeLegacy.uri(), "sync.read-timeout", "200ms");
		assertThat(replica.run(database).state()).isEqualTo(RunState.FAILED);
		assertThat(replica.last().error()).contains("200 ms");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>", "{\"detail\":\"x\"}", "[{\"id\":\"a\"", "nul" })
	void aListThatIsNoneFailsTheRunAndChangesNothing(String body) throws InterruptedException {
		this.fleet.keyedBeat("kept");
		this.fakeLegacy.raw(body.getBytes(StandardCharsets.UTF_8));
		SyncReplica replica = replica(this.fakeLegacy.uri());
		assertThat(replica.run(database).state()).isEqualTo(RunState.FAILED);
		assertThat(newSide.requests()).isZero();
		assertThat(this.fleet.isAlive("kept")).isTrue();
	}

	@Test
	void aListOfFiftyMegabytesIsNotRead() throws InterruptedException {
		String robot = FakeLegacy.robot("r", "2026-01-01T00:00:00");
		String list = "[" + String.join(",", Collections.nCopies(50_000_000 / robot.length(), robot)) + "]";
		this.fakeLegacy.raw(list.getBytes(StandardCharsets.UTF_8));
		SyncReplica replica = replica(this.fakeLegacy.uri());
		assertThat(replica.run(database).state()).isEqualTo(RunState.FAILED);
		assertThat(replica.last().error()).contains("the legacy cannot be read");
		assertThat(newSide.requests()).isZero();
	}

	@Test
	void robotsThatMakeNoSenseAreNamedAndTheOthersBroughtOver() throws InterruptedException {
		String now = SyncIntegrationTests.wall(Instant.now());
		this.fakeLegacy.list("7", "{}", FakeLegacy.robot("../etc", now), FakeLegacy.robot("no-time", "yesterday"),
				FakeLegacy.robot("future", SyncIntegrationTests.wall(Instant.now().plusSeconds(7200))),
				FakeLegacy.robot("good", now), FakeLegacy.robot("good", "2020-01-01T00:00:00"));
		SyncRun run = replica(this.fakeLegacy.uri()).run(database);
		assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(run).extracting(SyncRun::total, SyncRun::seen, SyncRun::written, SyncRun::failed)
			.containsExactly(6, 6, 1, 5);
		assertThat(run.faults()).extracting("field").containsExactly("/0", "/1", "../etc", "no-time", "future");
		assertThat(this.fleet.isAlive("good")).isTrue();
		assertThat(this.fleet.size()).isEqualTo(1);
	}

	@Test
	void aNewSideThatIsAwayFailsTheRunAndTheNextOneGoesOnWhereItEnded() throws InterruptedException {
		listRobots(10);
		newSide.beforeAnswer(number -> {
			if (number == 2) {
				newSide.answerWith(503);
			}
		});
		SyncReplica replica = replica(this.fakeLegacy.uri(), "sync.page-size", "3");
		SyncRun failed = replica.run(database);
		assertThat(failed.state()).isEqualTo(RunState.FAILED);
		assertThat(failed.error()).contains("503");
		assertThat(failed.cursor()).isEqualTo("r-5");
		assertThat(failed.written()).isEqualTo(6);
		newSide.answerWith(200);
		SyncRun resumed = replica.run(database);
		assertThat(resumed.state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(resumed.kind()).isEqualTo(RunKind.BACKFILL);
		assertThat(resumed.resumes()).isEqualTo(failed.id());
		assertThat(newSide.sightings()).extracting(item -> item.get("robot_id").stringValue())
			.containsExactly("r-0", "r-1", "r-2", "r-3", "r-4", "r-5", "r-6", "r-7", "r-8", "r-9");
	}

	@Test
	void aRunWhoseReplicaWasKilledIsAbandonedAndAnotherReplicaGoesOnAfterItsCursor() throws InterruptedException {
		listRobots(10);
		SyncReplica killed = replica(this.fakeLegacy.uri(), "sync.lease", "300ms");
		SyncRun begun = killed.runs.begin().orElseThrow();
		RunProgress progress = killed.runs.progressOf(begun);
		progress.reached("r-5");
		progress.written(6);
		assertThat(killed.runs.progress(begun, progress)).isTrue();
		SyncReplica other = replica(this.fakeLegacy.uri());
		assertThat(other.step()).as("its lease has not ended").isFalse();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(other::step);
		assertThat(killed.runs.find(begun.id())).hasValueSatisfying(run -> {
			assertThat(run.state()).isEqualTo(RunState.ABANDONED);
			assertThat(run.error()).contains("fell silent");
			assertThat(run.endedAt()).isNotNull();
		});
		assertThat(other.last().resumes()).isEqualTo(begun.id());
		assertThat(other.last().state()).isEqualTo(RunState.SUCCEEDED);
		assertThat(newSide.sightings()).extracting(item -> item.get("robot_id").stringValue())
			.containsExactly("r-6", "r-7", "r-8", "r-9");
		assertThat(killed.runs.progress(begun, progress)).as("it wakes up, and the run is no longer its own").isFalse();
		assertThat(killed.runs.succeed(begun)).isFalse();
	}

	@Test
	void aReplicaThatWasFrozenInTheMiddleStopsWhenItWakes() throws InterruptedException {
		listRobots(9);
		SyncReplica frozen = replica(this.fakeLegacy.uri(), "sync.page-size", "3", "sync.lease", "200ms");
		SyncReplica other = replica(this.fakeLegacy.uri(), "sync.page-size", "3");
		// While its first page is written it is frozen for so long that the other takes
		// over.
		newSide.beforeAnswer(number -> {
			if (number == 1) {
				Awaitility.await().atMost(Duration.ofSeconds(10)).until(other::step);
			}
		});
		frozen.step();
		assertThat(frozen.runs.page(Long.MAX_VALUE, 5)).extracting(SyncRun::state)
			.containsExactly(RunState.SUCCEEDED, RunState.ABANDONED);
		assertThat(newSide.requests()).as("one page of the frozen one, three of the other").isLessThanOrEqualTo(4);
		assertThat(this.fleet.size()).isEqualTo(9);
	}

	@Test
	void ofTwoReplicasOneMakesARunAtATime() {
		listRobots(50);
		SyncReplica[] replicas = Stream
			.generate(() -> replica(this.fakeLegacy.uri(), "sync.interval", "10ms", "sync.page-size", "10"))
			.limit(2)
			.toArray(SyncReplica[]::new);
		Stream.of(replicas).forEach(replica -> replica.loop().start());
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> Boolean.TRUE.equals(database
				.queryForObject("SELECT count(*) > 15 AND count(DISTINCT holder) = 2 FROM sync_runs", Boolean.class)));
		Stream.of(replicas).forEach(SyncReplica::close);
		Integer overlapping = database.queryForObject("""
				SELECT count(*)
				FROM sync_runs a
				JOIN sync_runs b ON b.id > a.id
				WHERE b.started_at < a.ended_at""", Integer.class);
		assertThat(overlapping).isZero();
		assertThat(newSide.sightings()).hasSize(50);
	}

	@Test
	void aReplicaThatIsStoppedLeavesItsRunToTheOtherAtOnce() {
		listRobots(100);
		SyncReplica stopped = replica(this.fakeLegacy.uri(), "sync.interval", "10ms", "sync.robots-per-second", "20");
		stopped.loop().start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> stopped.last().seen() > 0);
		stopped.close();
		SyncRun left = stopped.last();
		assertThat(left.state()).isEqualTo(RunState.FAILED);
		assertThat(left.seen()).isLessThan(100);
		SyncReplica other = replica(this.fakeLegacy.uri());
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(other::step);
		assertThat(other.last().resumes()).isEqualTo(left.id());
		assertThat(this.fleet.size()).isEqualTo(100);
	}

	@Test
	void runsThatFoundNothingAreNotKeptForLong() throws InterruptedException {
		SyncReplica replica = replica(this.fakeLegacy.uri());
		replica.run(database);
		replica.run(database);
		replica.run(database);
		database.update("UPDATE sync_runs SET ended_at = ended_at - interval '2 hours'");
		replica.runs.prune();
		assertThat(replica.runs.page(Long.MAX_VALUE, 5)).extracting(SyncRun::kind).containsExactly(RunKind.BACKFILL);
	}

	private void listRobots(int robots) {
		String now = SyncIntegrationTests.wall(Instant.now());
		this.fakeLegacy.list(Stream.iterate(0, i -> i < robots, i -> i + 1)
			.map(i -> FakeLegacy.robot("r-" + i, now))
			.toArray(String[]::new));
	}

	/** Seconds from the end of the last run to the beginning of the next. */
	private static double pause() {
		return database.queryForObject("""
				SELECT EXTRACT(epoch FROM next_at - ended_at)::double precision
				FROM sync_runs
				ORDER BY id DESC
				LIMIT 1""", Double.class);
	}

}
