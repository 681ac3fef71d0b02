package com.lekiwi.heartbeat.acceptance.fault;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Judgements;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.StrictRobot;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL's clock is put forward by an hour, and back again, while robots beat. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class ClockIntegrationTests {

	private static final int ROBOTS = 30;

	@Test
	void aStepOfTheClockCallsNobodyOfflineAndHidesNobody(LocalStack stack) throws Exception {
		try (LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 851, ROBOTS);
				StrictRobot strict = new StrictRobot("strict-851", stack.edge(""));
				SteppedClock clock = new SteppedClock(stack.postgres().database())) {
			fleet.awaitAcknowledged(ROBOTS);
			Judgements found = Judgements.since(stack.postgres().database());
			clock.put(1);
			patiently().until(() -> !found.blind().isEmpty());
			fleet.awaitAcknowledged(5 * ROBOTS);
			assertThat(found.offline(fleet.ids())).isEmpty();

			clock.put(0);
			// What was blind cannot end in times to come.
			patiently().until(() -> found.blind().getFirst().length().compareTo(Duration.ofMinutes(2)) < 0);
			fleet.awaitAcknowledged(5 * ROBOTS);
			assertThat(found.offline(fleet.ids())).isEmpty();
			RobotId silent = fleet.ids().getFirst();
			fleet.fleet().silence(silent);
			patiently().until(() -> !found.offline(List.of(silent)).isEmpty());

			assertThat(found.blind()).singleElement().extracting(Judgements.Blind::cause).isEqualTo("clock_stepped");
			assertThat(found.offline(fleet.ids())).containsExactly(silent.value());
			assertThat(strict.failures()).isEmpty();
			fleet.fleet().wake(silent);
			fleet.settle();
			assertThat(fleet.beats().refused() + fleet.beats().givenUp()).isZero();
			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
		}
	}

}
