package com.lekiwi.heartbeat.state.lease;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.event.FleetEvent;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.state.BeatingRobots;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.RedisCluster;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The same as on a single Redis, with three nodes that share the keys. */
@Timeout(180)
class RedisClusterIntegrationTests {

	/** So many that every shard has some. */
	private static final List<String> ROBOTS = IntStream.range(0, 24).mapToObj(i -> "kiwi-" + i).toList();

	private static RedisCluster cluster;

	private Replica replica;

	private JdbcTemplate database;

	@BeforeAll
	static void startCluster() {
		cluster = RedisCluster.start();
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	/** Nothing but the index notices a silent robot, unless the sweep is given. */
	private void open(String sweep) {
		cluster.nodes().forEach(RedisStore::flush);
		this.replica = Replica.start(SharedStores.freshDatabase(getClass()), 0,
				"spring.data.redis.cluster.nodes=" + cluster.addresses(), "heartbeat.liveness.check-interval=1h",
				"heartbeat.liveness.sweep-interval=" + sweep);
		this.database = this.replica.bean(JdbcTemplate.class);
		awaitWhole();
	}

	@AfterEach
	void close() {
		this.replica.close();
		cluster.nodes().forEach(RedisStore::start);
		cluster.awaitWhole();
	}

	@Test
	void theIndexOnAllNodesNoticesEverySilentRobotOnce() {
		open("1h");
		ROBOTS.forEach(robot -> beat(robot, 1));
		await().until(() -> offlines().size() == ROBOTS.size());
		assertThat(offlines()).containsExactlyInAnyOrderElementsOf(ROBOTS);
		await().until(() -> ROBOTS.stream().noneMatch(this::indexed));
	}

	@Test
	void hintsAndUpdatesReachASubscriberOnAnyNode() {
		open("1h");
		List<String> heard = new CopyOnWriteArrayList<>();
		RedisMessageListenerContainer listener = new RedisMessageListenerContainer();
		listener.setConnectionFactory(this.replica.bean(RedisConnectionFactory.class));
		listener.addMessageListener(
				(message,
						pattern) -> heard.add(new String(message.getChannel(), StandardCharsets.US_ASCII) + " "
								+ new String(message.getBody(), StandardCharsets.UTF_8)),
				List.of(new ChannelTopic(FleetEvent.HINTS), new ChannelTopic(FleetUpdate.CHANNEL)));
		listener.afterPropertiesSet();
		listener.start();
		try {
			beat("kiwi-heard", 1);
			long newest = this.database.queryForObject("SELECT max(id) FROM robot_events", Long.class);
			await().until(() -> heard.contains(FleetEvent.HINTS + " " + newest));
			await().until(() -> heard.stream()
				.anyMatch(message -> message.startsWith(FleetUpdate.CHANNEL) && message.contains("kiwi-heard")));
		}
		finally {
			listener.stop();
		}
	}

	@Test
	void whatOneNodeForgetsIsBuiltFromPostgres() {
		open("1h");
		ROBOTS.forEach(robot -> beat(robot, 300));
		await().until(() -> ROBOTS.stream().allMatch(this::indexed));
		for (RedisStore node : cluster.nodes()) {
			node.flush();
			await().until(() -> ROBOTS.stream().allMatch(this::indexed));
			awaitWhole();
		}
		assertThat(offlines()).isEmpty();
	}

	@Test
	void withoutOneNodeSilenceIsFoundInPostgresAndNobodyIsCalledOfflineWhoBeats() {
		open("500ms");
		try (BeatingRobots robots = new BeatingRobots(this.replica::http)) {
			robots.start("stays", 10);
			robots.start("goes", 4);
			await().until(() -> count("SELECT count(*) FROM robot_liveness WHERE alive") == 14);
			cluster.nodes().get(1).kill();
			await().until(() -> this.replica.http().get("/api/v2/health").body().contains("\"status\":\"degraded\""));
			robots.silence("goes");
			await().until(() -> offlines().size() == 4);
			cluster.nodes().get(1).start();
			cluster.awaitWhole();
			awaitWhole();
			await().until(() -> indexed("stays-1") && indexed("stays-2"));
			await()
				.until(() -> this.replica.http().get("/api/v2/health").body().contains("\"redis\":{\"status\":\"up\""));
			assertThat(offlines()).hasSize(4).doesNotHaveDuplicates().allMatch(robot -> robot.startsWith("goes"));
			assertThat(count("SELECT count(*) FROM observer_blind_intervals")).isZero();
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
	}

	private void awaitWhole() {
		LeaseStore store = this.replica.bean(LeaseStore.class);
		await().until(() -> IntStream.range(0, LeaseStore.SHARDS).allMatch(store::isWhole));
	}

	private void beat(String robot, int interval) {
		assertThat(this.replica.http()
			.beat(robot, "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":%d}".formatted(interval))
			.statusCode()).isEqualTo(204);
	}

	private boolean indexed(String robot) {
		String key = "leases:{" + LeaseStore.shardOf(new RobotId(robot)) + "}";
		return this.replica.bean(StringRedisTemplate.class).opsForZSet().score(key, robot) != null;
	}

	private List<String> offlines() {
		return this.database.queryForList("SELECT subject FROM robot_events WHERE kind = 'offline'", String.class);
	}

	private int count(String sql) {
		return this.database.queryForObject(sql, Integer.class);
	}

}
