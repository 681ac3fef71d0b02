package com.lekiwi.heartbeat.acceptance.replica;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Judgements;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.StrictRobot;
import com.lekiwi.heartbeat.acceptance.fixture.TwoReplicas;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** A state-manager that holds still for half a minute, beside another one and alone. */
@ExtendWith(WholeStack.class)
@Timeout(240)
class FrozenReplicaIntegrationTests {

	private static final Duration PAUSE = Duration.ofSeconds(30);

	private static final int ROBOTS = 30;

	@AfterEach
	void thaw(LocalStack stack) {
		stack.process("state-manager").thaw();
	}

	@Test
	void whileOneOfTwoHoldsStillRobotsReachTheOtherInTimeAndNobodyWasBlind(LocalStack stack) throws Exception {
		try (TwoReplicas replicas = new TwoReplicas(stack);
				LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 701, ROBOTS)) {
			replicas.awaitBeatsAt(replicas.one());
			replicas.awaitBeatsAt(replicas.other());
			fleet.awaitAcknowledged(2 * ROBOTS);
			Judgements found = Judgements.since(stack.postgres().database());
			List<RobotId> silent = fleet.ids().subList(0, 3);
			List<RobotId> beating = fleet.ids().subList(3, ROBOTS);
			try (StrictRobot strict = new StrictRobot("strict-701", stack.edge(""))) {
				replicas.one().freeze();
				long frozen = System.nanoTime();
				silent.forEach(fleet.fleet()::silence);
				patiently().until(() -> found.offline(silent).size() == silent.size());
				silent.forEach(fleet.fleet()::wake);
				patiently().until(() -> found.happened("online", silent).size() == silent.size());
				awaitSince(frozen);
				replicas.one().thaw();
				replicas.awaitBeatsAt(replicas.one());
				fleet.awaitAcknowledged(2 * ROBOTS);
				assertThat(strict.failures()).isEmpty();
				assertThat(strict.acknowledged()).isPositive();
			}
			assertThat(found.blind()).isEmpty();
			assertThat(found.offline(silent)).hasSize(silent.size());
			assertThat(found.offline(beating)).isEmpty();
			fleet.settle();
			assertThat(fleet.beats().givenUp()).isZero();
			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
		}
	}

	@Test
	void whenTheOnlyOneHeldStillThatTimeWasBlindAndNobodyIsCalledOffline(LocalStack stack) throws Exception {
		StackProcess only = stack.process("state-manager");
		try (LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 751, ROBOTS)) {
			fleet.awaitAcknowledged(2 * ROBOTS);
			Judgements found = Judgements.since(stack.postgres().database());
			only.freeze();
			awaitSince(System.nanoTime());
			only.thaw();
			fleet.awaitCaughtUp();
			fleet.awaitAcknowledged(5 * ROBOTS);
			assertThat(found.offline(fleet.ids())).isEmpty();
			assertThat(found.blind()).singleElement().satisfies(blind -> {
				assertThat(blind.cause()).isEqualTo("paused");
				assertThat(blind.length()).isBetween(PAUSE.minusSeconds(1), PAUSE.plusSeconds(10));
			});
			fleet.settle();
			assertThat(fleet.beats().refused() + fleet.beats().givenUp() + fleet.beats().lost()).isZero();
			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
		}
	}

	private static void awaitSince(long began) {
		Awaitility.await().atMost(PAUSE.plusSeconds(60)).until(() -> System.nanoTime() - began >= PAUSE.toNanos());
	}

}
