package com.lekiwi.heartbeat.state.lease;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing but the index can notice a silent robot here, unless a test says so. */
@Timeout(180)
class LeaseIndexIntegrationTests {

	private static final String[] NO_SWEEP = { "heartbeat.liveness.sweep-interval=1h",
			"heartbeat.liveness.check-interval=1h" };

	private final RedisStore redis = SharedStores.redis();

	private Replica replica;

	private JdbcTemplate database;

	@BeforeEach
	void start() {
		this.redis.flush();
		open(NO_SWEEP);
	}

	private void open(String... settings) {
		this.replica = Replica.start(SharedStores.freshDatabase(getClass()), 9, settings);
		this.database = this.replica.bean(JdbcTemplate.class);
	}

	@AfterEach
	void stop() {
		this.replica.close();
		this.redis.start();
	}

	@Test
	void theIndexNoticesASilentRobotAndForgetsIt() {
		awaitWhole();
		beat("kiwi-1", 1);
		await().until(() -> indexed("kiwi-1"));
		await().until(() -> offlines("kiwi-1") == 1);
		await().until(() -> !indexed("kiwi-1"));
		beat("kiwi-1", 2);
		await().until(() -> offlines("kiwi-1") == 2);
	}

	@Test
	void aRobotThatGoesOnBeatingIsMovedAndStaysOnline() {
		awaitWhole();
		beat("kiwi-1", 1);
		await().until(() -> indexed("kiwi-1"));
		double before = score("kiwi-1");
		long[] seq = { 1 };
		await().pollInterval(Duration.ofMillis(300)).until(() -> {
			beat("kiwi-1", ++seq[0]);
			return score("kiwi-1") > before + 6_000;
		});
		assertThat(offlines("kiwi-1")).isZero();
	}

	@Test
	void anEntryThatWasMovedSinceItWasClaimedStays() {
		LeaseStore store = this.replica.bean(LeaseStore.class);
		RobotId id = new RobotId("kiwi-moved");
		int shard = LeaseStore.shardOf(id);
		store.put(shard, Map.of(id, 9_000_000_000_000L));
		store.settle(shard, 8_000_000_000_000L, List.of(id), Map.of());
		assertThat(indexed("kiwi-moved")).isTrue();
		store.settle(shard, 9_000_000_000_000L, List.of(id), Map.of());
		assertThat(indexed("kiwi-moved")).isFalse();
	}

	@Test
	void aFlushedIndexIsBuiltFromPostgres() {
		awaitWhole();
		this.replica.http().beat("kiwi-slow", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
		this.replica.http().beat("kiwi-soon", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":3}");
		await().until(() -> indexed("kiwi-slow") && indexed("kiwi-soon"));
		this.redis.flush();
		await().until(() -> indexed("kiwi-slow"));
		await().until(() -> offlines("kiwi-soon") == 1);
		assertThat(offlines("kiwi-slow")).isZero();
	}

	@Test
	void anEntryThatIsWrongIsPutRightByPostgres() {
		awaitWhole();
		this.replica.http().beat("kiwi-slow", "{\"boot_id\":\"b\",\"seq\":1,\"interval_s\":300}");
		await().until(() -> indexed("kiwi-slow"));
		double right = score("kiwi-slow");
		LeaseStore store = this.replica.bean(LeaseStore.class);
		RobotId unknown = new RobotId("kiwi-unknown");
		store.put(LeaseStore.shardOf(new RobotId("kiwi-slow")), Map.of(new RobotId("kiwi-slow"), 1L));
		store.put(LeaseStore.shardOf(unknown), Map.of(unknown, 1L));
		await().until(() -> Math.abs(score("kiwi-slow") - right) < 10 && !indexed("kiwi-unknown"));
		assertThat(offlines("kiwi-slow")).isZero();
	}

	@Test
	void withoutRedisPostgresIsSweptAndAfterwardsTheIndexServesAgain() {
		this.replica.close();
		open("heartbeat.liveness.check-interval=1h");
		awaitWhole();
		beat("kiwi-1", 1);
		this.redis.kill();
		beat("kiwi-2", 1);
		await().until(() -> offlines("kiwi-1") == 1 && offlines("kiwi-2") == 1);
		this.redis.start();
		awaitWhole();
		beat("kiwi-1", 2);
		await().until(() -> indexed("kiwi-1"));
		await().until(() -> offlines("kiwi-1") == 2);
		assertThat(this.database.queryForList("SELECT cause FROM observer_blind_intervals", String.class)).isEmpty();
	}

	@Test
	void aFullRedisIsLikeNone() {
		this.replica.close();
		open("heartbeat.liveness.check-interval=1h");
		awaitWhole();
		beat("kiwi-1", 1);
		setMaxMemory("1");
		try {
			beat("kiwi-2", 1);
			await().until(() -> offlines("kiwi-1") == 1 && offlines("kiwi-2") == 1);
		}
		finally {
			setMaxMemory("256mb");
		}
		beat("kiwi-1", 2);
		await().until(() -> indexed("kiwi-1"));
		await().until(() -> offlines("kiwi-1") == 2);
	}

	private void setMaxMemory(String bytes) {
		this.replica.bean(StringRedisTemplate.class).execute((RedisCallback<Boolean>) connection -> {
			connection.serverCommands().setConfig("maxmemory", bytes);
			return true;
		});
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
	}

	private void awaitWhole() {
		LeaseStore store = this.replica.bean(LeaseStore.class);
		for (int shard = 0; shard < LeaseStore.SHARDS; shard++) {
			int each = shard;
			await().until(() -> store.isWhole(each));
		}
	}

	private void beat(String robot, long seq) {
		assertThat(this.replica.http()
			.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d,\"interval_s\":1}".formatted(seq))
			.statusCode()).isEqualTo(204);
	}

	private boolean indexed(String robot) {
		return this.replica.bean(StringRedisTemplate.class).opsForZSet().score(key(robot), robot) != null;
	}

	private double score(String robot) {
		return this.replica.bean(StringRedisTemplate.class).opsForZSet().score(key(robot), robot);
	}

	private static String key(String robot) {
		return "leases:{" + LeaseStore.shardOf(new RobotId(robot)) + "}";
	}

	private int offlines(String robot) {
		return this.database.queryForObject("SELECT count(*) FROM robot_events WHERE kind = 'offline' AND subject = ?",
				Integer.class, robot);
	}

}
