package com.lekiwi.heartbeat.discovery.scan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.discovery.fixture.Discovery;
import com.lekiwi.heartbeat.discovery.fixture.Neighbour;
import com.lekiwi.heartbeat.discovery.fixture.ReplicaProcess;
import com.lekiwi.heartbeat.discovery.fixture.StreetTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three replicas in processes of their own, on one database, in front of a street that
 * counts.
 */
@Timeout(240)
class ReplicasIntegrationTests extends StreetTest {

	private static final String NETWORK = "{\"cidr\":\"127.20.11.0/24\",\"adopt\":false}";

	private static final int ADDRESSES = 254;

	private final List<ReplicaProcess> replicas = new ArrayList<>();

	/** Where one has been opened the neighbours answer. */
	private final CountDownLatch latch = new CountDownLatch(1);

	@TempDir
	private Path logs;

	@AfterEach
	void stop() {
		this.replicas.forEach(ReplicaProcess::close);
	}

	@Test
	void threeReplicasShareAScanAndAskNobodyTwice() {
		build(Neighbour.lekiwi("kiwi-1"));
		startReplicas("probe.parallelism=16", "probe.deadline=5s");
		for (int i = 1; i <= 3; i++) {
			long scan = this.replicas.get(i - 1).api().scan(NETWORK);
			JsonNode end = this.replicas.get(i % 3).api().finished(scan);
			assertThat(end.get("found").intValue()).isEqualTo(ADDRESSES);
			assertThat(this.street.visits().values()).containsOnly(i);
		}
	}

	@Test
	void whatAKilledReplicaHadTakenIsDoneByTheOthers() {
		build(Neighbour.when(this.latch, Neighbour.lekiwi("kiwi-1")));
		startReplicas("probe.parallelism=32", "probe.deadline=10s", "scans.lease=2s");
		long scan = this.replicas.getFirst().api().scan(NETWORK);
		await().until(() -> holders() >= 3 * 4);
		this.replicas.getFirst().kill();
		this.latch.countDown();
		JsonNode end = this.replicas.getLast().api().finished(scan);
		assertThat(end.get("found").intValue()).isEqualTo(ADDRESSES);
		assertThat(results(scan)).isEqualTo(ADDRESSES);
		assertThat(this.street.visits().values()).allMatch(visits -> visits == 1 || visits == 2);
		assertThat(this.street.visits().values().stream().filter(visits -> visits == 2).count())
			.as("only what the killed one was asking is asked again")
			.isLessThanOrEqualTo(32);
	}

	@Test
	void whatAFrozenReplicaWritesLateChangesNothing() {
		build(Neighbour.when(this.latch, Neighbour.lekiwi("kiwi-1")));
		startReplicas("probe.parallelism=32", "probe.deadline=10s", "scans.lease=2s");
		ReplicaProcess frozen = this.replicas.getFirst();
		long scan = frozen.api().scan(NETWORK);
		await().until(() -> holders() >= 3 * 4);
		frozen.freeze();
		this.latch.countDown();
		JsonNode end = this.replicas.getLast().api().finished(scan);
		List<String> before = recorded(scan);
		long second = this.replicas.getLast().api().scan(NETWORK);
		frozen.wake();
		JsonNode afterwards = this.replicas.getLast().api().finished(second);
		frozen.await();
		assertThat(frozen.api().read("/api/v2/discovery/scans/" + scan)).isEqualTo(end);
		assertThat(recorded(scan)).isEqualTo(before).hasSize(ADDRESSES);
		assertThat(afterwards.get("found").intValue()).isEqualTo(ADDRESSES);
	}

	private void build(Neighbour neighbour) {
		IntStream.rangeClosed(1, ADDRESSES).forEach(i -> this.street.build("127.20.11." + i, neighbour));
	}

	private void startReplicas(String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("networks.ports=" + this.street.port());
		all.add("scans.share-size=8");
		for (int i = 0; i < 3; i++) {
			this.replicas.add(ReplicaProcess.start(this.store, this.logs.resolve("replica-" + i + ".log").toFile(),
					all.toArray(String[]::new)));
		}
		this.replicas.forEach(ReplicaProcess::await);
	}

	private int holders() {
		return this.database.queryForObject("SELECT count(*) FROM discovery_shares WHERE holder IS NOT NULL",
				Integer.class);
	}

	private int results(long scan) {
		return this.database.queryForObject("SELECT count(*) FROM discovery_results WHERE scan_id = ?", Integer.class,
				scan);
	}

	private List<String> recorded(long scan) {
		return this.database.queryForList(
				"SELECT address || ' ' || number || ' ' || recorded_at FROM discovery_results WHERE scan_id = ? ORDER BY number",
				String.class, scan);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
	}

}
