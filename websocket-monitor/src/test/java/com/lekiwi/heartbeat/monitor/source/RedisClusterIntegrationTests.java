package com.lekiwi.heartbeat.monitor.source;

import java.io.IOException;

import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fixture.Watcher;
import com.lekiwi.heartbeat.stores.RedisCluster;
import com.lekiwi.heartbeat.stores.RedisStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Updates over a cluster of three nodes, of which one dies and comes back. */
@Timeout(120)
class RedisClusterIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	@Test
	void updatesAndEchoesTakeOneWayAndAWayThatIsCutIsNoticed() throws IOException {
		try (RedisCluster cluster = RedisCluster.start();
				Monitor monitor = new Monitor(cluster.nodes().getFirst(),
						"spring.data.redis.cluster.nodes=" + cluster.addresses())
					.awaitLive();
				Watcher watcher = monitor.watch(ALL)) {
			monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
			await().until(() -> watcher.seq("kiwi-01") == 1);
			RedisStore sender = cluster.nodes()
				.get(SlotHash.getSlot(FleetUpdate.CHANNEL) * cluster.nodes().size() / SlotHash.SLOT_COUNT);
			assertThat(cluster.nodes().stream().filter(RedisClusterIntegrationTests::hasPublished))
				.containsExactly(sender);

			sender.kill();
			await().until(() -> gap(watcher, false));
			monitor.stateManager().commit(Robots.beats("kiwi-01", Robots.beat(5), null));
			await().until(() -> watcher.seq("kiwi-01") == 5);

			sender.start();
			cluster.awaitWhole();
			await().until(() -> gap(watcher, true));
			// Not in state-manager: it can only have come over Redis.
			monitor.publish(Robots.beats("kiwi-01", Robots.beat(9), null));
			await().until(() -> watcher.seq("kiwi-01") == 9);
		}
	}

	private static boolean hasPublished(RedisStore node) {
		RedisClient client = RedisClient.create(RedisURI.create(node.host(), node.port()));
		try (var connection = client.connect()) {
			return connection.sync().info("commandstats").contains("cmdstat_publish:");
		}
		finally {
			client.shutdown();
		}
	}

	private static boolean gap(Watcher watcher, boolean over) {
		return watcher.frames("gap")
			.stream()
			.anyMatch(gap -> gap.path("reason").stringValue().equals("updates_lost") && gap.has("to") == over);
	}

}
