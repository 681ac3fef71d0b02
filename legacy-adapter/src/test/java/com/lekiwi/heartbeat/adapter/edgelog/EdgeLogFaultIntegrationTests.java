package com.lekiwi.heartbeat.adapter.edgelog;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens to the edge's log when something else goes wrong. */
@Timeout(120)
class EdgeLogFaultIntegrationTests {

	private static final int FLOOD = 60_000;

	@Test
	void inAFloodEveryLineIsCountedOrLostAndNeitherTwice() throws Exception {
		try (EdgeLogAdapter adapter = EdgeLogAdapter
			.start(SharedStores.freshDatabase(getClass()), "max-rate=5000", "queue-capacity=1000",
					"rows.max-pending=500", "rows.max-robots=1000")
			.listening()) {
			byte[][] lines = new byte[FLOOD][];
			for (int i = 0; i < FLOOD; i++) {
				lines[i] = Lines.beat("flood-" + i, "new").numbered("F100DF10", i).bytes();
			}
			for (byte[] line : lines) {
				adapter.send(line);
			}
			// Who asks something else is answered.
			assertThat(adapter.status().path("receiving").asBoolean()).isTrue();
			adapter.send(Lines.beat("after", "new").numbered("F100DF10", FLOOD));
			await().atMost(ofSeconds(30)).untilAsserted(() -> {
				JsonNode status = adapter.status();
				assertThat(status.at("/lines/request").asLong() + status.at("/lost/total").asLong())
					.isEqualTo(FLOOD + 1);
			});
			JsonNode status = adapter.status();
			assertThat(status.at("/lost/total").asLong()).isPositive();
			assertThat(status.at("/lost/late").asLong()).isZero();
			assertThat(status.path("pending_rows").asInt()).isLessThanOrEqualTo(500);
			assertThat(adapter.meter("edge.log.robots.untracked")).isPositive();
			// Afterwards all is as before.
			long requests = status.at("/lines/request").asLong();
			adapter.send(Lines.beat("calm", "new").numbered("F100DF10", FLOOD + 1));
			await().until(() -> adapter.status().at("/lines/request").asLong() == requests + 1);
		}
	}

	@Test
	void whileTheStoreIsAwayAFewRowsWaitAndTheRestIsCounted() throws Exception {
		PostgresStore postgres = SharedStores.postgres();
		try (EdgeLogAdapter adapter = EdgeLogAdapter
			.start(postgres.freshDatabase("t_edge_log_away"), "rows.max-pending=100")
			.listening()) {
			adapter.send(Lines.beat("before", "legacy"));
			await().until(() -> adapter.database().queryForList("SELECT status FROM request_logs").size() == 1);
			postgres.kill();
			try {
				for (int i = 0; i < 150; i++) {
					adapter.send(Lines.beat("away-" + i, "new"));
				}
				await().atMost(ofSeconds(20)).until(() -> adapter.status().path("dropped_rows").asInt() == 50);
				assertThat(adapter.meter("migration.requests", "system", "new")).isEqualTo(150);
				await().atMost(ofSeconds(20))
					.until(() -> Double
						.isNaN(adapter.meter("migration.robot.count", "system", "new", "type", "unknown")));
			}
			finally {
				postgres.start();
			}
			await().atMost(ofSeconds(40))
				.ignoreExceptions()
				.until(() -> adapter.database().queryForList("SELECT status FROM request_logs").size() == 101);
			await().atMost(ofSeconds(20))
				.ignoreExceptions()
				.until(() -> adapter.database().queryForList("SELECT system FROM migration_tracking").size() == 151);
			assertThat(adapter.status().path("pending_rows").asInt()).isZero();
		}
	}

	@Test
	void whoTakesOverFindsWhatNobodyHeard() throws Exception {
		PostgresDatabase database = SharedStores.postgres().freshDatabase("t_edge_log_takeover");
		EdgeLogAdapter first = EdgeLogAdapter.start(database).listening();
		int port = first.port();
		first.send(Lines.beat("heard", "new").numbered("0000AAAA", 0),
				Lines.beat("heard", "new").numbered("0000AAAA", 1));
		await().until(() -> first.status().at("/lines/request").asInt() == 2);
		// The second starts although the port is taken, and takes it when it is free.
		try (EdgeLogAdapter second = EdgeLogAdapter.start(database, "port=" + port)) {
			assertThat(second.status().path("receiving").asBoolean()).isFalse();
			first.close();
			send(port, Lines.beat("unheard", "new").numbered("0000AAAA", 2));
			send(port, Lines.beat("unheard", "new").numbered("0000AAAA", 3));
			await().atMost(ofSeconds(10)).until(() -> second.port() == port);
			send(port, Lines.beat("heard", "new").numbered("0000AAAA", 7));
			await().until(() -> second.status().at("/lines/request").asInt() > 0);
			await().untilAsserted(() -> assertThat(
					second.status().at("/lost/total").asInt() + second.status().at("/lines/request").asInt())
				.isEqualTo(6));
			assertThat(second.status().at("/lost/late").asInt()).isZero();
		}
	}

	@Test
	void whoEndsSoonLeavesWordOfHowFarItHeard() throws Exception {
		PostgresDatabase database = SharedStores.postgres().freshDatabase("t_edge_log_short");
		try (EdgeLogAdapter brief = EdgeLogAdapter.start(database, "late-after=10m").listening()) {
			brief.send(Lines.beat("heard", "new").numbered("0000BBBB", 40));
			await().until(() -> brief.status().at("/lines/request").asInt() == 1);
		}
		try (EdgeLogAdapter next = EdgeLogAdapter.start(database).listening()) {
			next.send(Lines.beat("heard", "new").numbered("0000BBBB", 43));
			await().atMost(ofSeconds(20)).until(() -> next.status().at("/lost/unheard").asInt() == 2);
		}
	}

	private static void send(int port, Lines line) throws Exception {
		byte[] bytes = line.bytes();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
		}
	}

}
