package com.lekiwi.heartbeat.state.heartbeat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.PostgresStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class StoreOutageIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcTemplate database;

	private Http http;

	private final PostgresStore postgres = SharedStores.postgres();

	private final Map<String, AtomicLong> acknowledged = new ConcurrentHashMap<>();

	private final AtomicLong turnedAway = new AtomicLong();

	private final AtomicBoolean stop = new AtomicBoolean();

	@BeforeEach
	void open() {
		this.http = new Http(this.port);
	}

	@AfterEach
	void close() {
		this.http.close();
	}

	@Test
	void whileTheStoreIsAwayBeatsAreTurnedAwayAndAfterwardsEveryAcknowledgedOneIsThere() throws Exception {
		try (ExecutorService robots = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 20; i++) {
				String robot = "kiwi-" + i;
				robots.execute(() -> beatOn(robot));
			}
			awaitProgress();
			this.postgres.kill();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.turnedAway.get() > 20);
			HttpResponse<String> answer = this.http.beat("kiwi-x", "{\"boot_id\":\"b\",\"seq\":1}");
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[1-4]");
			assertThat(answer.body()).contains("problem:unavailable");
			HttpResponse<String> batch = this.http.post("/api/v2/heartbeats",
					"[{\"robot_id\":\"kiwi-x\",\"boot_id\":\"b\",\"seq\":1}]");
			assertThat(batch.statusCode()).isEqualTo(503);
			assertThat(batch.headers().firstValue("Retry-After")).isPresent();
			HttpResponse<String> sighting = this.http.post("/api/v2/sightings", "[{\"robot_id\":\"kiwi-x\"}]");
			assertThat(sighting.statusCode()).isEqualTo(503);
			assertThat(sighting.headers().firstValue("Retry-After")).isPresent();
			HttpResponse<String> read = this.http.get("/api/v2/robots/kiwi-1");
			assertThat(read.statusCode()).isEqualTo(503);
			assertThat(this.http.get("/api/v2/health").body()).contains("\"status\":\"unhealthy\"");
			this.postgres.start();
			awaitProgress();
			this.stop.set(true);
		}
		// Reads come back by themselves too: their pool asks again after a few seconds.
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> this.http.get("/api/v2/robots/kiwi-1").statusCode() == 200);
		this.acknowledged.forEach((robot,
				highest) -> assertThat(this.database.queryForMap(
						"SELECT seq, seq - first_seq + 1 - received AS lost FROM robot_liveness WHERE robot_id = ?",
						robot))
					.as(robot)
					.containsEntry("lost", 0L)
					.extractingByKey("seq")
					.satisfies(seq -> assertThat((Long) seq).isGreaterThanOrEqualTo(highest.get())));
		assertThat(this.http.beat("kiwi-x", "{\"boot_id\":\"b\",\"seq\":1}").statusCode()).isEqualTo(204);
	}

	/** Sends each number until it is acknowledged, as a robot does. */
	private void beatOn(String robot) {
		AtomicLong highest = this.acknowledged.computeIfAbsent(robot, id -> new AtomicLong());
		while (!this.stop.get()) {
			long seq = highest.get() + 1;
			int status = this.http.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d}".formatted(seq)).statusCode();
			if (status == 204) {
				highest.set(seq);
			}
			else {
				assertThat(status).isEqualTo(503);
				this.turnedAway.incrementAndGet();
			}
		}
	}

	private void awaitProgress() {
		long before = total();
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> total() > before + 200);
	}

	private long total() {
		return this.acknowledged.values().stream().mapToLong(AtomicLong::get).sum();
	}

}
