package com.lekiwi.heartbeat.acceptance.push;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.acceptance.fixture.Watcher;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.ledger.RobotLedger;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Without Redis beats are taken as ever, and whoever watches is told what is missing. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class RedisOutageIntegrationTests {

	private static final String UPDATES_LOST = "updates_lost";

	@AfterEach
	void startWhatIsStopped(LocalStack stack) {
		stack.redis().start();
	}

	@Test
	void noBeatIsTurnedAwayWhileRedisIsDownAndWatchersCatchUp(LocalStack stack) throws Exception {
		try (LivelyFleet fleet = LivelyFleet.steady(stack, 301, 20);
				Probe probe = new Probe("probe-301", stack.edge(""))) {
			List<RobotId> ids = fleet.fleet().ledgers().stream().map(RobotLedger::id).toList();
			fleet.awaitAcknowledged(200);
			try (Watcher watcher = new Watcher(stack, ids)) {
				patiently().until(() -> watcher.robots().size() == ids.size() && !watcher.frames("delta").isEmpty());
				assertThat(watcher.gaps(UPDATES_LOST, false)).isZero();
				// A watcher is also told of the last one before it came.
				long over = watcher.gaps(UPDATES_LOST, true);

				stack.redis().kill();
				long goal = fleet.beats().acknowledged() + 500;
				patiently().until(() -> {
					assertThat(probe.beatStatus()).isEqualTo(204);
					return fleet.beats().acknowledged() >= goal && watcher.gaps(UPDATES_LOST, false) > 0;
				});
				assertThat(watcher.gaps(UPDATES_LOST, true)).isEqualTo(over);

				stack.redis().start();
				patiently().until(() -> watcher.gaps(UPDATES_LOST, true) > over);
				fleet.awaitAcknowledged(200);
				fleet.settle();
				CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
				assertThat(fleet.beats().refused()).isZero();
				assertThat(fleet.beats().lost()).isZero();
				patiently().untilAsserted(() -> assertThat(watcher.robots()).isEqualTo(read(probe, ids)));
			}
		}
	}

	private static Map<String, JsonNode> read(Probe probe, List<RobotId> ids) {
		Map<String, JsonNode> robots = new TreeMap<>();
		ids.forEach(id -> robots.put(id.value(), probe.read(id.value())));
		return robots;
	}

}
