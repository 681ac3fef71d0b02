package com.lekiwi.heartbeat.state.cache;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.state.fanout.UpdatePublisher;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Copies here would live for an hour: only their removal makes a change visible. */
@Timeout(180)
class TwoReplicasCacheIntegrationTests {

	private static final String[] SETTINGS = { "heartbeat.cache.max-age=1h", "heartbeat.cache.timeout=2s" };

	private static Replica one;

	private static Replica other;

	private final String robot = "kiwi-" + UUID.randomUUID().toString().substring(0, 8);

	private CachedReads here;

	private CachedReads there;

	@BeforeAll
	static void start() {
		PostgresDatabase database = SharedStores.freshDatabase(TwoReplicasCacheIntegrationTests.class);
		one = Replica.start(database, 13, SETTINGS);
		other = Replica.start(database, 13, SETTINGS);
	}

	@AfterAll
	static void stop() {
		one.close();
		other.close();
	}

	@BeforeEach
	void open() {
		this.here = new CachedReads(one.http(), one.bean(MeterRegistry.class), this.robot);
		this.there = new CachedReads(other.http(), other.bean(MeterRegistry.class), this.robot);
		this.here.beat("\"seq\":1,\"interval_s\":300");
		this.there.awaitHit();
	}

	@Test
	void aCopyThatOneReplicaLeftIsGivenByTheOtherByteForByte() {
		String fromPostgres = one.http().get("/api/v2/robots/" + this.robot).body();
		HttpResponse<String> copy = this.there.answer();
		assertThat(copy.headers().firstValue("Age").orElseThrow()).matches("[0-9]+");
		assertThat(copy.body()).isEqualTo(fromPostgres);
		assertThat(this.there.count("cache.gets", "result", "hit")).isPositive();
		assertThat(this.there.count("cache.gets", "result", "miss")).isPositive();
	}

	@Test
	void whatABeatSaysAtOneReplicaIsShownByTheOther() {
		this.here.beat("\"seq\":4,\"battery\":{\"percent\":12}");
		Awaitility.await().until(() -> this.there.seq() == 4);
		assertThat(this.there.read().counters().lost()).isEqualTo(2);
	}

	@Test
	void aLateBeatChangesOnlyTheCountersAndTheyAreShown() {
		this.here.beat("\"seq\":4");
		Awaitility.await().until(() -> this.there.seq() == 4);
		this.there.awaitHit();
		String tag = this.there.answer().headers().firstValue("ETag").orElseThrow();
		this.here.beat("\"seq\":3");
		Awaitility.await().until(() -> this.there.read().counters().lost() == 1);
		assertThat(this.there.answer().headers().firstValue("ETag"))
			.hasValueSatisfying(now -> assertThat(now).isNotEqualTo(tag));
	}

	@Test
	void aLateBeatOfAnEarlierBootIsCountedAndShown() {
		one.http().beat(this.robot, "{\"boot_id\":\"c\",\"seq\":1}");
		Awaitility.await().until(() -> this.there.read().counters().reboots() == 1);
		this.there.awaitHit();
		this.here.beat("\"seq\":2");
		Awaitility.await().until(() -> this.there.read().counters().received() == 3);
	}

	@Test
	void whatAPersonAndLivenessChangeIsShown() {
		one.http()
			.send("PUT", "/api/v2/robots/" + this.robot + "/maintenance", "application/json",
					"{\"until\":\"%s\",\"by\":\"ada\"}".formatted(Instant.now().plus(Duration.ofHours(1))));
		awaitStatus(RobotStatus.MAINTENANCE);
		this.there.awaitHit();
		one.http().ask("DELETE", "/api/v2/robots/" + this.robot + "/maintenance");
		awaitStatus(RobotStatus.ONLINE);
		this.there.awaitHit();
		this.here.beat("\"seq\":2,\"name\":\"Ada's\",\"interval_s\":1");
		Awaitility.await().until(() -> this.there.read().name().equals("Ada's"));
		this.there.awaitHit();
		awaitStatus(RobotStatus.OFFLINE);
	}

	/**
	 * A copy that was read before a beat is given to the cache after the beat was told.
	 */
	@Test
	void aSlowReaderDoesNotLeaveWhatWasBefore() {
		RobotCache cache = one.bean(RobotCache.class);
		StringRedisTemplate redis = one.bean(StringRedisTemplate.class);
		String text = redis.opsForValue().get(key());
		String form = text.split(" ", 3)[1];
		RobotCopy before = CopyText.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
		redis.delete(key());
		Look.Ticket ticket = (Look.Ticket) cache.look(this.here.id(), form);
		this.here.beat("\"seq\":2");
		Awaitility.await().until(() -> !redis.hasKey(key()));
		double fills = fills();
		cache.fill(this.here.id(), form, ticket, before);
		Awaitility.await().until(() -> fills() == fills + 1);
		assertThat(this.there.seq()).isEqualTo(2);
		assertThat(this.here.seq()).isEqualTo(2);
	}

	private double fills() {
		return one.bean(MeterRegistry.class)
			.find("heartbeat.cache.fills")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	private String key() {
		return "robot:{" + CopyStore.shardOf(this.here.id()) + "}:" + this.robot;
	}

	@Test
	void readersNeverBringBackWhatABeatReplaced() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		AtomicLong reads = new AtomicLong();
		List<Future<?>> reading = new ArrayList<>();
		try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 6; i++) {
				CachedReads reader = (i % 2 == 0) ? this.here : this.there;
				reading.add(readers.submit(() -> {
					while (!stop.get()) {
						reader.read();
						reads.incrementAndGet();
					}
				}));
			}
			try {
				for (long seq = 2; seq <= 60; seq++) {
					long sent = seq;
					CachedReads replica = (seq % 2 == 0) ? this.here : this.there;
					replica.beat("\"seq\":" + sent);
					for (CachedReads each : List.of(this.here, this.there)) {
						Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> each.seq() == sent);
					}
					long known = reads.get();
					Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> reads.get() > known + 10);
					assertThat(this.here.seq()).isEqualTo(sent);
					assertThat(this.there.seq()).isEqualTo(sent);
				}
			}
			finally {
				// Whoever fails must not wait for the readers.
				stop.set(true);
			}
		}
		for (Future<?> reader : reading) {
			reader.get();
		}
		assertThat(this.here.count("cache.gets", "result", "hit")).isPositive();
	}

	@Test
	void whoChangesARobotSeesThatAtTheSameReplicaAtOnce() {
		String maintenance = "/api/v2/robots/" + this.robot + "/maintenance";
		String body = "{\"until\":\"%s\",\"by\":\"ada\"}".formatted(Instant.now().plus(Duration.ofHours(1)));
		for (int i = 0; i < 50; i++) {
			assertThat(one.http().send("PUT", maintenance, "application/json", body).statusCode()).isEqualTo(200);
			assertThat(this.here.read().status()).isEqualTo(RobotStatus.MAINTENANCE);
			assertThat(one.http().ask("DELETE", maintenance).statusCode()).isEqualTo(204);
			assertThat(this.here.read().status()).isEqualTo(RobotStatus.ONLINE);
		}
	}

	/**
	 * Two pages on each replica that ask once a second, of robots that beat every five.
	 */
	@Test
	void pagesThatAskForTheSameRobotsFindCopies() {
		double hits = results("hit");
		double misses = results("miss");
		for (int seq = 2; seq < 40; seq++) {
			this.here.beat("\"seq\":" + seq);
			long sent = seq;
			Awaitility.await().until(() -> this.there.seq() == sent);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(5))
				.until(() -> !one.bean(UpdatePublisher.class).isTelling(this.here.id()));
			for (int second = 0; second < 5; second++) {
				for (CachedReads page : List.of(this.here, this.there, this.here, this.there)) {
					assertThat(page.seq()).isEqualTo(sent);
				}
			}
		}
		double found = results("hit") - hits;
		assertThat(found / (found + results("miss") - misses)).isGreaterThan(0.8);
	}

	private double results(String result) {
		return this.here.count("cache.gets", "result", result) + this.there.count("cache.gets", "result", result);
	}

	@Test
	void copiesOfAReplicaThatCouldNotTellAreThrownAwayForAll() {
		assertThat(this.there.isHit()).isTrue();
		one.bean(RobotCache.class).lose();
		Awaitility.await().until(() -> !this.there.isHit());
		this.there.awaitHit();
		this.here.awaitHit();
	}

	@Test
	void whilePostgresIsAwayAFreshCopyIsGivenWithItsAgeAndNothingElse() {
		PostgresStore postgres = SharedStores.postgres();
		postgres.kill();
		try {
			HttpResponse<String> copy = this.there.answer();
			assertThat(copy.statusCode()).isEqualTo(200);
			assertThat(copy.headers().firstValue("Age")).isPresent();
			assertThat(copy.body()).contains("\"seq\":1");
			HttpResponse<String> unread = other.http().get("/api/v2/robots/never-read");
			assertThat(unread.statusCode()).isEqualTo(503);
			assertThat(unread.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
			HttpResponse<String> list = other.http().ask("GET", "/api/v2/robots", "If-None-Match", "*");
			assertThat(list.statusCode()).isEqualTo(503);
			assertThat(list.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
			assertThat(other.http().get("/api/v2/openapi.json").statusCode()).isEqualTo(200);
			other.bean(RobotCache.class).lose();
			assertThat(this.there.answer().statusCode()).isEqualTo(503);
		}
		finally {
			postgres.start();
		}
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> this.there.answer().statusCode() == 200);
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> one.http().beat(this.robot, "{\"boot_id\":\"b\",\"seq\":2}").statusCode() == 204);
	}

	private void awaitStatus(RobotStatus status) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.there.read(), (Robot now) -> now.status() == status);
	}

}
