package com.lekiwi.heartbeat.acceptance.overload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.lekiwi.heartbeat.acceptance.fixture.CommittedBeats;
import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.fleet.ledger.Expectation;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.ResidentMemory;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** More than it can take is turned away at once; what it takes it keeps. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class OverloadIntegrationTests {

	private static final int ROBOTS = 150;

	/**
	 * The virtual machine itself, code and threads, in megabytes, generously. The heap's
	 * own bound is hard: a service that bursts it ends, and would be another process.
	 */
	private static final long BESIDE_THE_HEAP = 300;

	@Test
	void whatIsTooMuchIsTurnedAwayAtOnceAndWhatWaitsIsCommitted(LocalStack stack) throws Exception {
		assumeTrue(stack.postgres().pid().isPresent(), "a PostgreSQL in a container cannot be held still");
		StackProcess replica = SmallReplica.of(stack);
		replica.start();
		ProcessIdentity identity = replica.identity().orElseThrow();
		try (Probe probe = Probe.of("probe-501", replica); Flood flood = new Flood(replica, ROBOTS)) {
			patiently().until(() -> flood.acknowledged() >= ROBOTS);
			int whileFrozen;
			try (FrozenPostgres _ = new FrozenPostgres(stack)) {
				// All but those that wait have been turned away to the end.
				patiently().until(() -> flood.busy() <= SmallReplica.QUEUE + SmallReplica.BATCH);
				whileFrozen = flood.acknowledged();
				assertThat(probe.turnedAway()).isTrue();
				assertThat(flood.turnedAway()).isGreaterThan(ROBOTS);
				assertThat(flood.busy()).isGreaterThanOrEqualTo(SmallReplica.QUEUE);
				assertThat(memory(identity)).isLessThan(SmallReplica.HEAP + BESIDE_THE_HEAP);
			}
			Map<String, SequenceWindow> acknowledged = flood.windows();
			assertThat(flood.acknowledged() - whileFrozen).isGreaterThanOrEqualTo(SmallReplica.QUEUE);
			assertThat(flood.acknowledged() + flood.turnedAway()).isEqualTo(flood.size());
			assertThat(counts(stack)).isNotEmpty().containsExactlyInAnyOrderEntriesOf(counts(acknowledged));

			patiently().until(() -> probe.beatStatus() == 204);
			assertThat(replica.identity()).as("it is the same process").contains(identity);
			assertThat(memory(identity)).isLessThan(SmallReplica.HEAP + BESIDE_THE_HEAP);
		}
		finally {
			replica.stop();
		}
	}

	/** Highest number, received and lost of each robot, as PostgreSQL has them. */
	private static Map<String, List<Long>> counts(LocalStack stack) throws Exception {
		Map<String, List<Long>> counts = new TreeMap<>();
		for (Map.Entry<String, Expectation> robot : CommittedBeats.of(stack).entrySet()) {
			if (robot.getKey().startsWith("flood-")) {
				Expectation committed = robot.getValue();
				counts.put(robot.getKey(), List.of(committed.seq(), committed.received(), committed.lost()));
			}
		}
		return counts;
	}

	/** The same of each robot that was heard, as it was acknowledged. */
	private static Map<String, List<Long>> counts(Map<String, SequenceWindow> acknowledged) {
		Map<String, List<Long>> counts = new TreeMap<>();
		acknowledged.forEach((robot, window) -> {
			if (window.received() > 0) {
				counts.put(robot, List.of(window.highest(), window.received(), window.lost()));
			}
		});
		return counts;
	}

	private static long memory(ProcessIdentity identity) {
		return ResidentMemory.megabytes(identity.find().orElseThrow(), List.of());
	}

}
