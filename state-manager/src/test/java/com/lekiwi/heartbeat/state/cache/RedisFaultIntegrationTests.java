package com.lekiwi.heartbeat.state.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class RedisFaultIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry registry;

	@Autowired
	private StringRedisTemplate redis;

	private final RedisStore store = SharedStores.redis();

	private final String robot = "kiwi-" + UUID.randomUUID().toString().substring(0, 8);

	private Http http;

	private CachedReads reads;

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
		this.reads = new CachedReads(this.http, this.registry, this.robot);
		this.reads.beat("\"seq\":1,\"interval_s\":300");
		await().until(this.reads::isHit);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void withoutRedisRobotsAreReadFromPostgresAndAfterwardsFromCopiesAgain() {
		this.store.kill();
		try {
			for (int seq = 2; seq < 30; seq++) {
				this.reads.beat("\"seq\":" + seq);
				assertThat(this.reads.seq()).isEqualTo(seq);
			}
			assertThat(this.reads.isHit()).isFalse();
			assertThat(this.registry.get("heartbeat.cache.usable").gauge().value()).isZero();
		}
		finally {
			this.store.start();
		}
		await().until(this.reads::isHit);
		assertThat(this.reads.seq()).isEqualTo(29);
		assertThat(this.registry.get("heartbeat.cache.usable").gauge().value()).isOne();
	}

	@Test
	void ofManyReadsOneAtMostWaitsForARedisThatStandsStill() throws Exception {
		double waited = this.reads.count("heartbeat.cache.errors", "operation", "look");
		double bypassed = this.reads.count("heartbeat.cache.bypassed");
		signal("STOP");
		try {
			for (int read = 0; read < 38; read++) {
				assertThat(this.reads.seq()).isEqualTo(1);
			}
			assertThat(this.reads.count("heartbeat.cache.errors", "operation", "look")).isLessThanOrEqualTo(waited + 1);
			assertThat(this.reads.count("heartbeat.cache.bypassed")).isGreaterThanOrEqualTo(bypassed + 37);
			this.reads.beat("\"seq\":2");
			assertThat(this.reads.seq()).isEqualTo(2);
		}
		finally {
			signal("CONT");
		}
		await().until(this.reads::isHit);
		assertThat(this.reads.seq()).isEqualTo(2);
	}

	@Test
	void aFullRedisTakesNoCopiesAndKeepsNoneThatIsOld() {
		configure("maxmemory-policy", "noeviction");
		configure("maxmemory", "1");
		try {
			assertThat(this.reads.isHit()).isTrue();
			this.reads.beat("\"seq\":2");
			await().until(() -> this.reads.seq() == 2);
			for (int i = 0; i < 10; i++) {
				assertThat(this.reads.isHit()).isFalse();
			}
			this.reads.beat("\"seq\":3");
			assertThat(this.reads.seq()).isEqualTo(3);
		}
		finally {
			configure("maxmemory", "256mb");
			configure("maxmemory-policy", "volatile-lru");
		}
		await().until(this.reads::isHit);
		assertThat(this.reads.seq()).isEqualTo(3);
	}

	@Test
	void aFlushCostsARead() {
		this.store.flush();
		assertThat(this.reads.seq()).isEqualTo(1);
		await().until(this.reads::isHit);
	}

	@Test
	void nonsenseInRedisIsNotShownAndIsReplaced() {
		this.redis.opsForValue().set(key(), "{\"id\":\"somebody else\"}");
		assertThat(this.reads.read().id()).isEqualTo(this.reads.id());
		await().until(this.reads::isHit);
		this.redis.delete(key());
		this.redis.opsForHash().putAll(key(), Map.of("a", "b"));
		assertThat(this.reads.read().id()).isEqualTo(this.reads.id());
		await().until(this.reads::isHit);
		String copy = this.redis.opsForValue().get(key());
		this.redis.opsForValue().set(key(), copy.replaceFirst(" [0-9]+ W/", " 1 W/"), Duration.ofSeconds(1));
		assertThat(this.reads.isHit()).as("a copy from 1970").isFalse();
		this.redis.opsForValue().set(key(), copy.substring(0, copy.indexOf('\n')), Duration.ofSeconds(1));
		assertThat(this.reads.isHit()).as("a copy without a body").isFalse();
		await().until(this.reads::isHit);
	}

	@Test
	void allThatIsKeptOfRobotsExpires() {
		for (int i = 0; i < 20; i++) {
			this.http.get("/api/v2/robots/nobody-" + i);
		}
		assertThat(this.redis.getExpire(key())).isBetween(0L, 5L);
		await().until(() -> this.redis.keys("robot:*")
			.stream()
			.filter(key -> !key.endsWith("::generation"))
			.allMatch(key -> this.redis.getExpire(key) != -1));
	}

	private String key() {
		return "robot:{" + CopyStore.shardOf(this.reads.id()) + "}:" + this.robot;
	}

	private void configure(String key, String value) {
		try (RedisConnection connection = this.redis.getRequiredConnectionFactory().getConnection()) {
			connection.serverCommands().setConfig(key, value);
		}
	}

	private void signal(String name) throws IOException, InterruptedException {
		int status = new ProcessBuilder("kill", "-" + name, Long.toString(this.store.pid().orElseThrow())).inheritIO()
			.start()
			.waitFor();
		assertThat(status).isZero();
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

}
