package com.lekiwi.heartbeat.acceptance.replica;

import java.util.List;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Judgements;
import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.acceptance.fixture.StrictRobot;
import com.lekiwi.heartbeat.acceptance.fixture.TwoReplicas;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Two state-managers behind nginx are one to whoever asks, and either may be killed. */
@ExtendWith(WholeStack.class)
@Timeout(240)
class ReplicasIntegrationTests {

	private static final int ROBOTS = 30;

	private static final int SILENCED = 4;

	@Test
	void bothGiveTheSameAnswersAndRecordEachOfflineOnce(LocalStack stack) throws Exception {
		try (TwoReplicas replicas = new TwoReplicas(stack);
				LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 601, ROBOTS);
				Probe one = Probe.of("reader", replicas.one());
				Probe other = Probe.of("reader", replicas.other())) {
			replicas.awaitBeatsAt(replicas.one());
			replicas.awaitBeatsAt(replicas.other());
			fleet.awaitAcknowledged(ROBOTS);
			Judgements found = Judgements.since(stack.postgres().database());
			List<RobotId> silent = fleet.ids().subList(0, SILENCED);
			silent.forEach(fleet.fleet()::silence);
			patiently().until(() -> found.offline(silent).size() >= SILENCED);
			for (RobotId robot : silent) {
				assertThat(one.read(robot.value())).isEqualTo(other.read(robot.value()));
			}
			patiently().untilAsserted(() -> {
				assertThat(one.offline()).isEqualTo(other.offline())
					.containsAll(silent.stream().map(RobotId::value).toList());
				assertThat(one.get("/api/v2/events?limit=1000&since=" + found.lastEvent()).path("events"))
					.isEqualTo(other.get("/api/v2/events?limit=1000&since=" + found.lastEvent()).path("events"));
			});
			silent.forEach(fleet.fleet()::wake);
			patiently().until(() -> found.happened("online", silent).size() == SILENCED);
			assertThat(found.offline(fleet.ids())).hasSize(SILENCED).doesNotHaveDuplicates();
			assertThat(found.blind()).isEmpty();
			fleet.settle();
			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
			patiently().untilAsserted(() -> {
				for (RobotId robot : fleet.ids()) {
					assertThat(one.read(robot.value())).isEqualTo(other.read(robot.value()));
				}
			});
		}
	}

	@Test
	void eitherMayBeKilledAndNoClientMeetsAnErrorAndNothingIsLost(LocalStack stack) throws Exception {
		try (TwoReplicas replicas = new TwoReplicas(stack);
				LivelyFleet fleet = LivelyFleet.patient(stack.edge(""), 651, ROBOTS)) {
			replicas.awaitBeatsAt(replicas.one());
			replicas.awaitBeatsAt(replicas.other());
			fleet.awaitAcknowledged(ROBOTS);
			Judgements found = Judgements.since(stack.postgres().database());
			try (StrictRobot strict = new StrictRobot("strict-651", stack.edge(""))) {
				killAndStart(replicas.one(), replicas, fleet);
				killAndStart(replicas.other(), replicas, fleet);
				assertThat(strict.failures()).isEmpty();
				assertThat(strict.acknowledged()).isGreaterThan(100);
			}
			assertThat(found.offline(fleet.ids())).isEmpty();
			assertThat(found.blind()).isEmpty();
			fleet.settle();
			assertThat(fleet.beats().refused()).isZero();
			assertThat(fleet.beats().lost()).isZero();
			CommittedBeats.assertAgreeWith(fleet.fleet(), stack);
		}
	}

	private static void killAndStart(StackProcess replica, TwoReplicas replicas, LivelyFleet fleet) {
		replica.kill9();
		fleet.awaitAcknowledged(5 * ROBOTS);
		replica.start();
		replicas.awaitBeatsAt(replica);
	}

}
