package com.lekiwi.heartbeat.fleet.launch;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.ledger.BootTally;
import com.lekiwi.heartbeat.fleet.ledger.Fate;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer.Reaction;
import com.lekiwi.heartbeat.fleet.server.ReceivedBeat;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.FleetTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FleetIntegrationTests {

	private static final RobotId KIWI = new RobotId("kiwi-0001");

	private static final Pattern STAYS_WITH_THE_JVM = Pattern
		.compile("ForkJoinPool-.*|VirtualThread-.*|(Read|Write|Master)-Poller.*|.*-Poller|Common-Cleaner|awaitility.*");

	@Test
	void everyRobotBeatsFromItsOwnAddress() throws IOException {
		try (HeartbeatServer server = HeartbeatServer.that(_ -> Reaction.COMMIT);
				Fleet fleet = fleet(settings(server.uri()).robots(12))) {
			fleet.start();
			await().until(() -> fleet.truth().beats().acknowledged() > 60);
			for (RobotProfile profile : RobotProfile.fleet(1, 12)) {
				assertThat(server.received()).filteredOn(beat -> beat.id().equals(profile.id()))
					.isNotEmpty()
					.allSatisfy(beat -> {
						assertThat(beat.from()).isEqualTo(profile.address());
						assertThat(beat.contentType()).startsWith("application/json");
						assertThat(beat.heartbeat().address()).isEqualTo(profile.address().getHostAddress());
						assertThat(beat.heartbeat().type()).isEqualTo(profile.type());
						assertThat(beat.heartbeat().site()).isEqualTo(profile.site());
						assertThat(beat.heartbeat().intervalS()).isEqualTo(1);
						assertThat(beat.heartbeat().sentAt()).isNotNull();
					});
			}
		}
	}

	@Test
	void beatsAreMadeWhileTheServerStallsAndAreAccountedForInTheEnd() throws IOException {
		try (HeartbeatServer server = HeartbeatServer.that(_ -> Reaction.STALL);
				Fleet fleet = fleet(
						settings(server.uri()).robots(5).outboxCapacity(10).answerTimeout(Duration.ofMinutes(1)))) {
			fleet.start();
			await().until(() -> fleet.truth().beats().givenUp() > 50);
			FleetTruth.Beats stalled = fleet.truth().beats();
			assertThat(stalled.acknowledged()).isZero();
			assertThat(stalled.waiting() + stalled.uncertain()).isLessThanOrEqualTo(5 * (10 + 1));
			assertThat(server.received()).hasSize(5);
			server.release();
			settle(fleet);
			assertCountsAgree(fleet, server);
			assertThat(fleet.truth().beats().lost()).isPositive();
		}
	}

	@Test
	void aBeatWhoseAnswerNeverCameIsSentAgainUntilItIsAcknowledged() throws IOException {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		try (HeartbeatServer server = HeartbeatServer
			.that(beat -> seen.add(key(beat)) ? Reaction.COMMIT_AND_HANG_UP : Reaction.COMMIT);
				Fleet fleet = fleet(settings(server.uri()).robots(3))) {
			fleet.start();
			await().until(() -> fleet.truth().beats().acknowledged() > 10);
			settle(fleet);
			assertCountsAgree(fleet, server);
			FleetTruth.Beats beats = fleet.truth().beats();
			assertThat(server.received()).hasSize((int) (2 * beats.acknowledged()));
			assertThat(beats.acknowledged() + beats.givenUp()).isEqualTo(beats.made());
		}
	}

	@Test
	void aServerThatAsksToWaitGetsTheSameBeatAgain() throws IOException {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		try (HeartbeatServer server = HeartbeatServer
			.that(beat -> seen.add(key(beat)) && beat.heartbeat().seq() == 1 ? Reaction.ASK_TO_WAIT : Reaction.COMMIT);
				Fleet fleet = fleet(settings(server.uri()).robots(1))) {
			fleet.start();
			await().until(() -> fleet.truth().beats().acknowledged() > 5);
			settle(fleet);
			assertThat(server.received()).extracting(beat -> beat.heartbeat().seq()).startsWith(1L, 1L, 2L);
			assertThat(server.received().get(2).heartbeat().buffered()).isTrue();
			assertCountsAgree(fleet, server);
		}
	}

	@Test
	void aRefusedBeatIsNotedAndTheNextIsSent() throws IOException {
		try (HeartbeatServer server = HeartbeatServer
			.that(beat -> beat.heartbeat().seq() == 2 ? Reaction.REFUSE : Reaction.COMMIT);
				Fleet fleet = fleet(settings(server.uri()).robots(1))) {
			fleet.start();
			await().until(() -> fleet.truth().beats().acknowledged() > 5);
			settle(fleet);
			RobotLedger ledger = fleet.ledgers().getFirst();
			String boot = ledger.tallies().getFirst().bootId();
			assertThat(ledger.fate(boot, 1)).isEqualTo(Fate.ACKNOWLEDGED);
			assertThat(ledger.fate(boot, 2)).isEqualTo(Fate.REFUSED);
			assertThat(ledger.fate(boot, 3)).isEqualTo(Fate.ACKNOWLEDGED);
			assertThat(fleet.truth(KIWI).orElseThrow().lastRefusal()).startsWith("400").contains("no such luck");
			assertThat(fleet.expectation(KIWI).orElseThrow().lost()).isEqualTo(1);
			assertCountsAgree(fleet, server);
		}
	}

	@Test
	void aTargetThatComesUpLateGetsTheBeatsThatWaited() throws IOException {
		int port = HeartbeatServer.freePort();
		try (Fleet fleet = fleet(settings(URI.create("http://127.0.0.1:" + port)).robots(4))) {
			fleet.start();
			await().until(() -> fleet.truth().beats().made() > 40);
			assertThat(fleet.truth().beats().acknowledged()).isZero();
			try (HeartbeatServer server = new HeartbeatServer(port, _ -> Reaction.COMMIT)) {
				settle(fleet);
				FleetTruth.Beats beats = fleet.truth().beats();
				assertThat(beats.acknowledged()).isEqualTo(beats.made());
				assertCountsAgree(fleet, server);
			}
		}
	}

	@Test
	void aSilencedRobotLosesItsBeatsUntilItIsWoken() throws IOException {
		try (HeartbeatServer server = HeartbeatServer.that(_ -> Reaction.COMMIT);
				Fleet fleet = fleet(settings(server.uri()).robots(2))) {
			fleet.start();
			await().until(() -> acknowledged(fleet) > 3);
			assertThat(fleet.silence(KIWI)).isTrue();
			assertThat(fleet.truth(KIWI).orElseThrow().presence()).isEqualTo(Presence.SILENCED);
			await().until(() -> tally(fleet).droppedOut() > 5);
			assertThat(fleet.truth(KIWI).orElseThrow().alive()).isFalse();
			long before = acknowledged(fleet);
			assertThat(fleet.wake(KIWI)).isTrue();
			await().until(() -> acknowledged(fleet) > before + 1);
			settle(fleet);
			assertThat(fleet.expectation(KIWI).orElseThrow().lost()).isEqualTo(tally(fleet).droppedOut());
			assertCountsAgree(fleet, server);
			assertThat(fleet.silence(new RobotId("nobody"))).isFalse();
		}
	}

	@Test
	void aRunAgainIsAFleetOfRebootedRobots() throws IOException {
		try (HeartbeatServer server = HeartbeatServer.that(_ -> Reaction.COMMIT)) {
			for (String run : new String[] { "first", "second" }) {
				try (Fleet fleet = fleet(settings(server.uri()).robots(3).runId(run))) {
					fleet.start();
					await().until(() -> fleet.truths().stream().allMatch(robot -> robot.seq() > 2));
					settle(fleet);
				}
			}
			assertThat(server.committed().count(KIWI).orElseThrow().reboots()).isEqualTo(1);
			assertThat(server.committed().count(KIWI).orElseThrow().lost()).isZero();
		}
	}

	@Test
	void whenItIsClosedNothingRunsOn() throws IOException {
		try (HeartbeatServer server = HeartbeatServer.that(_ -> Reaction.STALL)) {
			int statusPort = HeartbeatServer.freePort();
			Fleet fleet = fleet(settings(server.uri()).robots(3)
				.statusPort(statusPort)
				.neighbours(new NeighbourSettings(2, 1, NeighbourMix.of("dead=1")))
				.controlPort(HeartbeatServer.freePort()));
			Set<Thread> before = Thread.getAllStackTraces().keySet();
			fleet.start();
			await().until(() -> server.received().size() == 3);
			try (Socket visitor = new Socket(fleet.neighbours().neighbours().getFirst().address(), statusPort)) {
				await().until(() -> fleet.neighbours().openConnections() == 1);
				assertThat(visitor.isConnected()).isTrue();
			}
			assertThat(startedSince(before)).isNotEmpty();
			fleet.close();
			FleetTruth.Beats atClose = fleet.truth().beats();
			assertThat(atClose.uncertain()).isEqualTo(3);
			await().until(() -> startedSince(before).isEmpty());
			assertThat(fleet.truth().beats()).isEqualTo(atClose);
		}
	}

	private static FleetSettings.Builder settings(URI target) {
		return FleetSettings.towards(target)
			.interval(Duration.ofMillis(20))
			.rebootsPerHour(0)
			.dropoutsPerHour(0)
			.runId("run");
	}

	private static Fleet fleet(FleetSettings.Builder settings) {
		return new Fleet(settings.build(), Clock.systemUTC());
	}

	private static void settle(Fleet fleet) {
		fleet.pause();
		await().atMost(Duration.ofSeconds(30)).until(fleet::settled);
	}

	private static void assertCountsAgree(Fleet fleet, HeartbeatServer server) {
		assertThat(fleet.ledgers()).isNotEmpty().allSatisfy(ledger -> {
			assertThat(ledger.expectation()).isPresent().isEqualTo(server.committed().count(ledger.id()));
			assertThat(ledger.tallies()).allMatch(boot -> boot.waiting() + boot.uncertain() == 0);
		});
	}

	private static BootTally tally(Fleet fleet) {
		return fleet.ledgers().getFirst().tallies().getLast();
	}

	private static long acknowledged(Fleet fleet) {
		return tally(fleet).acknowledged();
	}

	private static String key(ReceivedBeat beat) {
		return beat.id() + "/" + beat.heartbeat().bootId() + "/" + beat.heartbeat().seq();
	}

	/** Platform threads, but for those that carry virtual ones and stay with the JVM. */
	private static Set<Thread> startedSince(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(thread -> !before.contains(thread) && !STAYS_WITH_THE_JVM.matcher(thread.getName()).matches())
			.collect(Collectors.toSet());
	}

}
