package com.lekiwi.heartbeat.stores;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class RedisClusterIntegrationTests {

	@Test
	void threeNodesServeTheirSlotsAndOneThatWasKilledJoinsAgain() {
		List<ProcessHandle> servers;
		try (RedisCluster cluster = RedisCluster.start()) {
			List<RedisStore> nodes = cluster.nodes();
			assertThat(cluster.addresses().split(",", -1)).hasSize(3).doesNotHaveDuplicates();
			assertThat(nodes.stream().map(node -> set(node, "{foo}.x")).toList()).as("slot 12182")
				.satisfiesExactly(first -> assertThat(first).startsWith("MOVED 12182"),
						second -> assertThat(second).startsWith("MOVED 12182"),
						third -> assertThat(third).isEqualTo("OK"));

			nodes.getFirst().kill();
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(set(nodes.getLast(), "{foo}.x")).startsWith("CLUSTERDOWN"));
			nodes.getFirst().start();
			cluster.awaitWhole();
			assertThat(set(nodes.getLast(), "{foo}.x")).isEqualTo("OK");
			servers = nodes.stream().map(node -> ProcessHandle.of(node.pid().orElseThrow()).orElseThrow()).toList();
		}
		assertThat(servers).hasSize(3).noneMatch(ProcessHandle::isAlive);
	}

	@Test
	void aFullServerRefusesWritesUntilItIsStartedAnew() {
		try (RedisStore redis = Stores.of(StoreKind.EMBEDDED, Map.of()).redis(RedisSettings.temporary())) {
			assertThat(set(redis, "before")).isEqualTo("OK");
			redis.fill();
			assertThat(set(redis, "after")).startsWith("OOM");
			redis.stop();
			redis.start();
			assertThat(set(redis, "again")).isEqualTo("OK");
		}
	}

	/** What a server answers to a write, be it an error. */
	private static String set(RedisStore node, String key) {
		try (RedisConnection connection = new RedisConnection(node.host(), node.port())) {
			return connection.call("SET " + key + " 1").getFirst();
		}
		catch (StoreException ex) {
			String message = ex.getMessage();
			return message.substring(message.indexOf(": -") + 3);
		}
	}

}
