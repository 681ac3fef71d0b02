package com.lekiwi.heartbeat.fleet.simulation;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.fleet.behaviour.LifeRates;
import com.lekiwi.heartbeat.fleet.behaviour.RobotLife;
import com.lekiwi.heartbeat.fleet.behaviour.RobotRandom;
import com.lekiwi.heartbeat.fleet.delivery.AcknowledgeTimes;
import com.lekiwi.heartbeat.fleet.delivery.Courier;
import com.lekiwi.heartbeat.fleet.delivery.HeartbeatClient;
import com.lekiwi.heartbeat.fleet.delivery.Outbox;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import com.lekiwi.heartbeat.fleet.dialect.Tongue;
import com.lekiwi.heartbeat.fleet.ledger.BootTally;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;
import com.lekiwi.heartbeat.fleet.ledger.Fate;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer;
import com.lekiwi.heartbeat.fleet.server.HeartbeatServer.Reaction;
import com.lekiwi.heartbeat.fleet.server.ReceivedBeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Hours of robots' lives in seconds, against a server that fails in every way it can.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RobotAccountingIntegrationTests {

	private static final LifeRates LIVELY = new LifeRates(Duration.ofSeconds(5), 15, 40);

	private static final int ROBOTS = 20;

	private static final int ROUNDS = 6;

	/** Of these the outbox cannot hold all. */
	private static final int STEPS_A_ROUND = 60;

	private static final int CAPACITY = 45;

	private final List<Thread> couriers = new ArrayList<>();

	@AfterEach
	void stopCouriers() {
		this.couriers.forEach(Thread::interrupt);
	}

	@Test
	void whateverTheServerDoesItsCountsAreThoseOfTheLedger() throws IOException {
		Random random = new Random(5);
		try (HeartbeatServer server = HeartbeatServer.that(beat -> anything(beat, random));
				HeartbeatClient client = new HeartbeatClient(server.uri(), Duration.ofSeconds(10))) {
			List<SimulatedRobot> robots = RobotProfile.fleet(1, ROBOTS)
				.stream()
				.map(profile -> start(profile, client))
				.toList();
			for (int round = 0; round < ROUNDS; round++) {
				live(robots);
			}
			for (SimulatedRobot robot : robots) {
				assertThat(robot.ledger().expectation()).isPresent()
					.isEqualTo(server.committed().count(robot.profile().id()));
				assertThat(robot.ledger().tallies()).allMatch(boot -> boot.waiting() == 0 && boot.uncertain() == 0);
				assertEveryFateIsTrue(robot, server);
			}
			assertThat(sum(robots, BootTally::acknowledged)).isEqualTo(server.committed().count());
			assertThat(sum(robots, BootTally::droppedOut)).isPositive();
			assertThat(sum(robots, BootTally::givenUp)).isPositive();
			assertThat(sum(robots, BootTally::refused)).isPositive();
			assertThat(robots).anyMatch(robot -> robot.ledger().expectation().map(Expectation::reboots).orElse(0) > 1);
		}
	}

	private static void live(List<SimulatedRobot> robots) {
		for (int step = 0; step < STEPS_A_ROUND; step++) {
			robots.forEach(robot -> robot.step(System.nanoTime()));
		}
		robots.forEach(robot -> robot.setDraining(true));
		await().atMost(Duration.ofSeconds(60)).until(() -> robots.stream().allMatch(robot -> robot.unsettled() == 0));
		robots.forEach(robot -> robot.setDraining(false));
	}

	/** Refuses a beat always or never, as a server that validates does. */
	private static Reaction anything(ReceivedBeat beat, Random random) {
		if (beat.heartbeat().seq() % 37 == 5) {
			return Reaction.REFUSE;
		}
		int chance;
		synchronized (random) {
			chance = random.nextInt(1000);
		}
		return (chance < 10) ? Reaction.COMMIT_AND_HANG_UP : (chance < 20) ? Reaction.HANG_UP
				: (chance < 30) ? Reaction.BE_BUSY : (chance < 40) ? Reaction.FAIL : Reaction.COMMIT;
	}

	private static void assertEveryFateIsTrue(SimulatedRobot robot, HeartbeatServer server) {
		for (BootTally boot : robot.ledger().tallies()) {
			for (long seq = 1; seq <= boot.made(); seq++) {
				Fate fate = robot.ledger().fate(boot.bootId(), seq);
				assertThat(server.committed().contains(robot.profile().id(), boot.bootId(), seq))
					.as("%s %s %d", robot.profile().id(), boot.bootId(), seq)
					.isEqualTo(fate == Fate.ACKNOWLEDGED);
			}
		}
	}

	private static long sum(List<SimulatedRobot> robots, ToLongFunction<BootTally> count) {
		return robots.stream()
			.map(SimulatedRobot::ledger)
			.map(RobotLedger::tallies)
			.flatMap(Collection::stream)
			.mapToLong(count)
			.sum();
	}

	private SimulatedRobot start(RobotProfile profile, HeartbeatClient client) {
		RobotLedger ledger = new RobotLedger(profile.id(), Dialect.V2);
		Outbox outbox = new Outbox(CAPACITY);
		Courier courier = new Courier(profile, Tongue.V2, outbox, ledger, client, new AcknowledgeTimes(),
				FleetJson.mapper(), Duration.ofSeconds(5),
				RobotRandom.of(1, profile.number(), RobotRandom.Purpose.RETRY));
		this.couriers.add(Thread.ofVirtual().name("courier-of-" + profile.id()).start(courier));
		return new SimulatedRobot(profile, Tongue.V2, new RobotLife(1, profile.number(), LIVELY),
				new SimulatedRobot.BootIds(1, "run"), 5, Clock.systemUTC(), ledger, outbox, courier);
	}

}
