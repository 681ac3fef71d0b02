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

import static com.lekiwi.heartbeat.adapter.edgelog.EdgeLogAdapter.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens to the edge's log when something else goes wrong. */
@Timeout(300)
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
			patiently().untilAsserted(() -> {
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
			patiently().until(() -> adapter.status().at("/lines/request").asLong() == requests + 1);
		}
	}

	@Test
	void whileTheStoreIsAwayAFewRowsWaitAndTheRestIsCounted() throws Exception {
		PostgresStore postgres = SharedStores.postgres();
		try (EdgeLogAdapter adapter = EdgeLogAdapter
			.start(postgres.freshDatabase("t_edge_log_away"), "rows.max-pending=100")
			.listening()) {
			adapter.send(Lines.beat("before", "legacy"));
			patiently().until(() -> adapter.database().queryForList("SELECT status FROM request_logs").size() == 1);
			postgres.kill();
			try {
				for (int i = 0; i < 150; i++) {
					adapter.send(Lines.beat("away-" + i, "new"));
				}
				patiently().until(() -> adapter.status().path("dropped_rows").asInt() == 50);
				assertThat(adapter.meter("migration.requests", "system", "new")).isEqualTo(150);
				patiently().until(
						() -> Double.isNaN(adapter.meter("migration.robot.count", "system", "new", "type", "unknown")));
			}
			finally {
				postgres.start();
			}
			patiently().ignoreExceptions()
				.until(() -> adapter.database().queryForList("SELECT status FROM request_logs").size() == 101);
			patiently().ignoreExceptions()
				.until(() -> adapter.database().queryForList("SELECT system FROM migration_tracking").size() == 151);
			assertThat(adapter.status().path("pending_rows").asInt()).isZero();
		}
	}

	@Test
	void whoTakesOverFindsWhatNobodyHeard() throws Exception {
		PostgresDatabase database = SharedStores.postgres().freshDatabase("t_edge_log_takeover");
		// It ends before it could know who received before, and leaves word all the same.
		EdgeLogAdapter first = EdgeLogAdapter.start(database, "late-after=10m").listening();
		int port = first.port();
		first.send(Lines.beat("heard", "new").numbered("0000AAAA", 0),
				Lines.beat("heard", "new").numbered("0000AAAA", 1));
		patiently().until(() -> first.status().at("/lines/request").asInt() == 2);
		// The second starts although the port is taken, and takes it when it is free.
		try (EdgeLogAdapter second = EdgeLogAdapter.start(database, "port=" + port)) {
			assertThat(second.status().path("receiving").asBoolean()).isFalse();
			first.close();
			send(port, Lines.beat("unheard", "new").numbered("0000AAAA", 2));
			send(port, Lines.beat("unheard", "new").numbered("0000AAAA", 3));
			patiently().until(() -> second.port() == port);
			send(port, Lines.beat("heard", "new").numbered("0000AAAA", 7));
			patiently().until(() -> second.status().at("/lines/request").asInt() > 0);
			patiently().untilAsserted(() -> assertThat(
					second.status().at("/lost/total").asInt() + second.status().at("/lines/request").asInt())
				.isEqualTo(6));
			assertThat(second.status().at("/lost/late").asInt()).isZero();
		}
	}

	private static void send(int port, Lines line) throws Exception {
		byte[] bytes = line.bytes();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
		}
	}

}
