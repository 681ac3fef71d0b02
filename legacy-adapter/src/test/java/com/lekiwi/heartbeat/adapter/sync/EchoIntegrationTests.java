package com.lekiwi.heartbeat.adapter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.adapter.fixture.FakeLegacy;
import com.lekiwi.heartbeat.adapter.fixture.Legacies;
import com.lekiwi.heartbeat.adapter.forward.ForwardReplica;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What the legacy has from us keeps nobody alive. */
@Timeout(60)
class EchoIntegrationTests extends SyncTest {

	@Test
	void aRobotThatDiesIsOfflineOnBothSidesAndStaysSo() {
		try (Legacy legacy = Legacies.started(Duration.ofSeconds(2));
				ForwardReplica forward = new ForwardReplica(database, legacy.uri(), "forward.scan-interval", "20ms",
						"forward.interval", "50ms")) {
			SyncReplica sync = replica(legacy.uri(), "sync.interval", "20ms", "sync.tolerance", "1ms",
					"sync.echo-margin", "100ms");
			sync.loop().start();
			forward.start();
			for (int i = 0; i < 5; i++) {
				this.fleet.beat("mortal", "boot-1", Duration.ZERO, 1);
				Instant last = this.fleet.lastBeatAt("mortal");
				Awaitility.await()
					.until(() -> Boolean.TRUE
						.equals(database.queryForObject(
								"SELECT count(*) = 1 FROM legacy_forwards f JOIN robot_liveness l USING (robot_id) "
										+ "WHERE f.beat_at = l.last_beat_at AND f.ended_at IS NOT NULL",
								Boolean.class)));
				assertThat(this.fleet.lastBeatAt("mortal")).isEqualTo(last);
			}
			assertThat(Legacies.robot(legacy, "mortal").get("status").stringValue()).isEqualTo("online");
			Instant died = this.fleet.lastBeatAt("mortal");
			// The watch of state-manager: offline when the lease has ended.
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> database.update("""
					UPDATE robot_liveness SET alive = FALSE
					WHERE alive AND lease_until < fleet_time()""") == 1);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> Legacies.robot(legacy, "mortal").get("status").stringValue().equals("offline"));
			long runs = sync.last().id();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> sync.last().id() > runs + 10);
			assertThat(this.fleet.isAlive("mortal")).isFalse();
			assertThat(this.fleet.lastBeatAt("mortal")).isEqualTo(died);
			assertThat(newSide.sightings()).isEmpty();
			assertThat(Legacies.robot(legacy, "mortal").get("status").stringValue()).isEqualTo("offline");
			forward.stop();
		}
	}

	@Test
	void aBeatThatTheLegacyTakesLongAfterItDidNotAnswerIsStillOurs() throws InterruptedException {
		try (ForwardReplica forward = new ForwardReplica(database, this.fakeLegacy.uri(), "forward.timeout", "100ms")) {
			AtomicReference<Instant> heard = new AtomicReference<>();
			this.fakeLegacy.onBeat(() -> heard.set(Instant.now()));
			this.fleet.beat("late", "boot-1", Duration.ZERO, 1);
			this.fakeLegacy.freeze();
			forward.look();
			this.fleet.expire("late");
			Instant died = this.fleet.lastBeatAt("late");
			// Longer than its lease: to whoever looks, the robot lives.
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(died.plusSeconds(3)));
			this.fakeLegacy.thaw();
			Awaitility.await().until(() -> heard.get() != null);
			this.fakeLegacy.list(FakeLegacy.robot("late", SyncIntegrationTests.wall(heard.get())));
			// Another replica, and one that was started after that.
			SyncReplica sync = replica(this.fakeLegacy.uri(), "sync.tolerance", "1ms", "forward.timeout", "100ms",
					"sync.echo-margin", "50ms", "sync.unanswered-margin", "200ms");
			sync.run(database);
			sync.run(database);
			assertThat(newSide.sightings()).isEmpty();
			assertThat(this.fleet.isAlive("late")).isFalse();
			Instant settled = heard.get().plusSeconds(2);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(settled));
			this.fakeLegacy.list(FakeLegacy.robot("late", SyncIntegrationTests.wall(settled)));
			sync.run(database);
			assertThat(newSide.sightings("late")).as("now the legacy has heard the robot itself").hasSize(1);
			assertThat(this.fleet.isAlive("late")).isTrue();
		}
	}

	@Test
	void anAdapterThatWasKilledWhileItForwardedLeavesNoEcho() throws InterruptedException {
		this.fleet.beat("r", "boot-1", Duration.ZERO, 1);
		database.update("""
				INSERT INTO legacy_forwards (robot_id, beat_at, sent_at)
				SELECT robot_id, last_beat_at, fleet_time() FROM robot_liveness""");
		this.fleet.expire("r");
		this.fakeLegacy.list(FakeLegacy.robot("r", SyncIntegrationTests.wall(Instant.now())));
		replica(this.fakeLegacy.uri(), "sync.tolerance", "1ms").run(database);
		assertThat(newSide.sightings()).isEmpty();
		assertThat(this.fleet.isAlive("r")).isFalse();
	}

	@Test
	void theNameThatTheLegacyHasFromUsIsNotBroughtBack() throws InterruptedException {
		try (Legacy legacy = Legacies.started(Duration.ofSeconds(15));
				ForwardReplica forward = new ForwardReplica(database, legacy.uri())) {
			this.fleet.register("r", "Old", "lekiwi", null);
			this.fleet.beat("r");
			forward.look();
			database.update("UPDATE robots SET name = 'New'");
			replica(legacy.uri()).run(database);
			assertThat(this.fleet.name("r")).isEqualTo("New");
		}
	}

	@Test
	void aRobotThatGoesBackToTheLegacyDialectIsHeardThere() throws InterruptedException {
		try (Legacy legacy = Legacies.started(Duration.ofSeconds(15));
				ForwardReplica forward = new ForwardReplica(database, legacy.uri())) {
			this.fleet.beat("r", "boot-1", Duration.ZERO, 1);
			forward.look();
			Instant last = this.fleet.lastBeatAt("r");
			Awaitility.await().until(() -> Instant.now().isAfter(last.plusSeconds(2)));
			Legacies.beatOf(legacy, "r");
			replica(legacy.uri(), "sync.echo-margin", "100ms").run(database);
			assertThat(newSide.sightings("r")).hasSize(1);
			assertThat(this.fleet.lastBeatAt("r")).isAfter(last);
		}
	}

}
