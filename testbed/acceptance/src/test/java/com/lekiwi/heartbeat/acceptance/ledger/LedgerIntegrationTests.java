package com.lekiwi.heartbeat.acceptance.ledger;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** What the fleet knows to be acknowledged is what the database knows, robot by robot. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class LedgerIntegrationTests {

	private static final int ROBOTS = 40;

	@Test
	void everyRobotsLedgerAgreesWithTheDatabaseAndWithWhatReadersSee(LocalStack stack) throws Exception {
		try (LivelyFleet fleet = LivelyFleet.restless(stack, 1, ROBOTS);
				Probe probe = new Probe("reader", stack.edge(""))) {
			fleet.awaitAcknowledged(ROBOTS * 10);
			fleet.loseBeatsOf(fleet.fleet().ledgers().stream().map(RobotLedger::id).limit(ROBOTS / 4).toList());
			patiently().until(() -> reboots(fleet) >= ROBOTS / 2 && fleet.beats().lost() > 0
					&& fleet.beats().acknowledged() > 1_000);
			fleet.settle();

			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
			assertThat(reboots(fleet)).isGreaterThanOrEqualTo(ROBOTS / 2);
			assertThat(fleet.beats().lost()).isPositive();
			assertThat(fleet.beats().refused()).isZero();
			for (RobotLedger ledger : fleet.fleet().ledgers()) {
				Expectation expected = ledger.expectation().orElseThrow();
				Robot robot = probe.robot(ledger.id().value());
				assertThat(robot.counters())
					.isEqualTo(new Counters(expected.received(), expected.lost(), expected.reboots()));
				assertThat(robot.beat().bootId()).isEqualTo(expected.bootId());
				assertThat(robot.beat().seq()).isEqualTo(expected.seq());
			}
		}
	}

	private static long reboots(LivelyFleet fleet) {
		return fleet.fleet()
			.ledgers()
			.stream()
			.flatMap(ledger -> ledger.expectation().stream())
			.mapToLong(Expectation::reboots)
			.sum();
	}

}
