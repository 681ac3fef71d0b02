package com.lekiwi.heartbeat.acceptance.fault;

import java.util.Iterator;
import java.util.List;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Judgements;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.StrictRobot;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens to Redis under load, who is alive is known, and nobody was blind. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class RedisFaultsIntegrationTests {

	private static final int ROBOTS = 30;

	@AfterEach
	void startWhatIsStopped(LocalStack stack) {
		stack.redis().start();
	}

	@Test
	void killedFlushedFilledAndRestartedItCostsNoBeatAndNoFalseWord(LocalStack stack) throws Exception {
		try (LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 801, ROBOTS);
				StrictRobot strict = new StrictRobot("strict-801", stack.edge(""))) {
			fleet.awaitAcknowledged(ROBOTS);
			Judgements found = Judgements.since(stack.postgres().database());
			Iterator<RobotId> robots = fleet.ids().iterator();

			stack.redis().kill();
			RobotId whileAway = robots.next();
			awaitSilenceToBeNoticed(fleet, whileAway, found);
			stack.redis().start();
			stack.redis().flush();
			RobotId afterFlush = robots.next();
			awaitSilenceToBeNoticed(fleet, afterFlush, found);
			stack.redis().fill();
			RobotId whileFull = robots.next();
			awaitSilenceToBeNoticed(fleet, whileFull, found);
			stack.redis().stop();
			stack.redis().start();
			RobotId afterRestart = robots.next();
			awaitSilenceToBeNoticed(fleet, afterRestart, found);

			assertThat(found.offline(fleet.ids())).containsExactly(whileAway.value(), afterFlush.value(),
					whileFull.value(), afterRestart.value());
			assertThat(found.blind()).isEmpty();
			assertThat(strict.failures()).isEmpty();
			assertThat(strict.acknowledged()).isPositive();
			fleet.settle();
			assertThat(fleet.beats().refused() + fleet.beats().givenUp()).isZero();
			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
		}
	}

	/** And its return as well. */
	private static void awaitSilenceToBeNoticed(LivelyFleet fleet, RobotId robot, Judgements found) {
		fleet.fleet().silence(robot);
		patiently().until(() -> !found.offline(List.of(robot)).isEmpty());
		fleet.fleet().wake(robot);
		patiently().until(() -> !found.happened("online", List.of(robot)).isEmpty());
	}

}
