package com.lekiwi.heartbeat.acceptance.ledger;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Judgements;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** What was acknowledged stays, whatever dies under load. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class OutageIntegrationTests {

	private static final String STATE_MANAGER = "state-manager";

	private static final int ROBOTS = 30;

	@AfterEach
	void startWhatIsStopped(LocalStack stack) {
		stack.postgres().start();
		stack.process(STATE_MANAGER).start();
	}

	@Test
	void everyAcknowledgedBeatIsCountedThoughPostgresqlWasKilled(LocalStack stack) throws Exception {
		ProcessIdentity manager = stack.process(STATE_MANAGER).identity().orElseThrow();
		try (LivelyFleet fleet = LivelyFleet.restless(stack, 101, ROBOTS);
				LivelyFleet steady = LivelyFleet.forgetful(stack.edge(""), 151, ROBOTS / 3);
				Probe direct = Probe.of("probe-101", stack.process(STATE_MANAGER));
				Probe edge = new Probe("probe-102", stack.edge(""))) {
			fleet.awaitAcknowledged(500);
			steady.awaitAcknowledged(ROBOTS / 3);
			Judgements found = Judgements.since(stack.postgres().database());
			stack.postgres().kill();
			patiently().until(direct::turnedAway);
			patiently().until(edge::turnedAway);
			patiently().until(() -> fleet.beats().givenUp() > ROBOTS);
			assertThat(direct.turnedAway()).isTrue();
			assertThat(edge.turnedAway()).isTrue();

			stack.postgres().start();
			patiently().until(() -> direct.beatStatus() == 204 && edge.beatStatus() == 204);
			fleet.awaitAcknowledged(500);
			assertOnlyBlind("store_away", steady, found);
			assertNothingAcknowledgedIsMissing(fleet, stack);
		}
		assertThat(stack.process(STATE_MANAGER).identity()).as("it recovered by itself").contains(manager);
	}

	@Test
	void everyAcknowledgedBeatIsCountedThoughStateManagerWasKilled(LocalStack stack) throws Exception {
		StackProcess manager = stack.process(STATE_MANAGER);
		try (LivelyFleet fleet = LivelyFleet.restless(stack, 201, ROBOTS);
				LivelyFleet steady = LivelyFleet.forgetful(stack.edge(""), 251, ROBOTS / 3);
				Probe direct = Probe.of("probe-201", manager);
				Probe edge = new Probe("probe-202", stack.edge(""))) {
			fleet.awaitAcknowledged(500);
			steady.awaitAcknowledged(ROBOTS / 3);
			Judgements found = Judgements.since(stack.postgres().database());
			manager.kill9();
			assertThat(direct.beat()).as("a refused connection").isEmpty();
			patiently().until(edge::turnedAway);
			patiently().until(() -> fleet.beats().givenUp() > ROBOTS);
			assertThat(edge.turnedAway()).isTrue();

			manager.start();
			patiently().until(() -> direct.beatStatus() == 204 && edge.beatStatus() == 204);
			fleet.awaitAcknowledged(500);
			assertOnlyBlind("restarted", steady, found);
			assertNothingAcknowledgedIsMissing(fleet, stack);
		}
	}

	/** Robots that beat all the time were alive all the time, whoever could hear them. */
	private static void assertOnlyBlind(String cause, LivelyFleet steady, Judgements found) throws Exception {
		steady.awaitAcknowledged(2 * ROBOTS);
		assertThat(found.offline(steady.ids())).isEmpty();
		assertThat(found.blind()).extracting(Judgements.Blind::cause).containsExactly(cause);
	}

	private static void assertNothingAcknowledgedIsMissing(LivelyFleet fleet, LocalStack stack) throws Exception {
		fleet.settle();
		CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
		assertThat(fleet.beats().refused()).isZero();
		assertThat(fleet.beats().lost()).as("beats given up in the outage").isPositive();
	}

}
