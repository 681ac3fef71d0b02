package com.lekiwi.heartbeat.state.fanout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.Http;
import com.lekiwi.heartbeat.state.StateManagerTest;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

@StateManagerTest
class FanoutIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RedisConnectionFactory redis;

	private final RedisStore store = SharedStores.redis();

	private final List<FleetUpdate> updates = new CopyOnWriteArrayList<>();

	private final RedisMessageListenerContainer listener = new RedisMessageListenerContainer();

	private Http http;

	@BeforeEach
	void listen() {
		this.http = new Http(this.port);
		this.listener.setConnectionFactory(this.redis);
		this.listener.setRecoveryInterval(100);
		this.listener.addMessageListener(
				(message,
						pattern) -> this.updates.add(FleetJson.mapper()
							.readValue(new String(message.getBody(), StandardCharsets.UTF_8), FleetUpdate.class)),
				new ChannelTopic(FleetUpdate.CHANNEL));
		this.listener.afterPropertiesSet();
		this.listener.start();
	}

	@AfterEach
	void close() throws Exception {
		this.listener.destroy();
		this.http.close();
	}

	@Test
	void whatChangedIsPublishedAfterTheCommit() {
		beat("kiwi-told", 1, "\"battery\":{\"percent\":50}");
		Awaitility.await().until(() -> robots("kiwi-told").size() == 1 && beats("kiwi-told").size() == 1);
		assertThat(robots("kiwi-told").getFirst().status()).isEqualTo(RobotStatus.ONLINE);
		assertThat(beats("kiwi-told").getFirst().counters()).isNotNull();
		beat("kiwi-told", 2, "\"battery\":{\"percent\":49}");
		Awaitility.await().until(() -> beats("kiwi-told").size() == 2);
		BeatChange second = beats("kiwi-told").getLast();
		assertThat(second.beat().battery()).isNotNull();
		assertThat(second.beat().battery().percent()).isEqualTo(49f);
		assertThat(second.beat().isNewerThan(beats("kiwi-told").getFirst().beat())).isTrue();
		assertThat(robots("kiwi-told")).hasSize(1);
		beat("kiwi-told", 2, "\"battery\":{\"percent\":1}");
		beat("kiwi-told", 5, "\"status\":\"error\"");
		Awaitility.await().until(() -> robots("kiwi-told").size() == 2 && beats("kiwi-told").size() == 3);
		assertThat(robots("kiwi-told").getLast().status()).isEqualTo(RobotStatus.FAILED);
		assertThat(robots("kiwi-told").getLast().version()).isGreaterThan(robots("kiwi-told").getFirst().version());
		assertThat(beats("kiwi-told").getLast().counters()).isNotNull();
		assertThat(beats("kiwi-told").getLast().counters().lost()).isEqualTo(2);
	}

	@Test
	void beatsWithKeysAndSightingsArePublishedWithWhatWasCounted() {
		this.http.beat("kiwi-keyed", "{\"key\":\"k1\",\"interval_s\":300}");
		this.http.beat("kiwi-keyed", "{\"key\":\"k1\",\"interval_s\":300}");
		Awaitility.await().until(() -> robots("kiwi-keyed").size() == 1 && beats("kiwi-keyed").size() == 1);
		beat("kiwi-keyed", 7, "\"interval_s\":300");
		Awaitility.await().until(() -> beats("kiwi-keyed").size() == 2);
		this.http.beat("kiwi-keyed", "{\"key\":\"k2\",\"interval_s\":300}");
		Awaitility.await().until(() -> beats("kiwi-keyed").size() == 3);
		this.http.post("/api/v2/sightings",
				"[{\"robot_id\":\"kiwi-keyed\",\"last_seen\":\"2100-01-01T00:00:00Z\",\"name\":\"Kiwi\"}]");
		Awaitility.await().until(() -> robots("kiwi-keyed").size() == 2 && beats("kiwi-keyed").size() == 4);
		List<BeatChange> told = beats("kiwi-keyed");
		assertThat(told).extracting(change -> change.beat().seq()).containsExactly(null, 7L, 7L, 7L);
		assertThat(told).extracting(change -> change.counters().received()).containsExactly(1L, 2L, 3L, 3L);
		for (int i = 1; i < told.size(); i++) {
			assertThat(told.get(i).beat().isNewerThan(told.get(i - 1).beat())).isTrue();
		}
		assertThat(robots("kiwi-keyed").getLast().name()).isEqualTo("Kiwi");
		assertThat(robots("kiwi-keyed").getLast().alive()).isTrue();
	}

	@Test
	void whatAPersonSaysIsPublishedAsABeatIs() {
		beat("kiwi-named", 1, "\"name\":\"said\",\"interval_s\":300");
		this.http.send("PATCH", "/api/v2/robots/kiwi-named", "application/json",
				"{\"name\":\"given\",\"tags\":[\"t\"]}");
		Awaitility.await().until(() -> robots("kiwi-named").stream().anyMatch(robot -> robot.name().equals("given")));
		assertThat(robots("kiwi-named").getLast().tags()).containsExactly("t");
		assertThat(robots("kiwi-named").getLast().version()).isEqualTo(2);
		assertThat(robots("kiwi-named").getLast().alive()).isTrue();
	}

	@Test
	void withoutRedisBeatsAreTakenAndAfterwardsUpdatesGoOn() {
		beat("kiwi-alone", 1, "\"x\":1");
		Awaitility.await().until(() -> !beats("kiwi-alone").isEmpty());
		this.store.stop();
		try {
			for (int seq = 2; seq < 200; seq++) {
				assertThat(beat("kiwi-alone", seq, "\"x\":1")).isEqualTo(204);
			}
			assertThat(this.http.get("/api/v2/robots/kiwi-alone").body()).contains("\"seq\":199");
			assertThat(this.http.get("/api/v2/health").body()).contains("\"status\":\"degraded\"");
		}
		finally {
			this.store.start();
		}
		int before = this.updates.size();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			beat("kiwi-again", before + System.nanoTime() % 1_000_000 + 1, "\"x\":1");
			return !beats("kiwi-again").isEmpty();
		});
	}

	private int beat(String robot, long seq, String field) {
		return this.http.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d,%s}".formatted(seq, field)).statusCode();
	}

	private List<BeatChange> beats(String robot) {
		return this.updates.stream()
			.flatMap(update -> update.beats().stream())
			.filter(change -> change.id().value().equals(robot))
			.toList();
	}

	private List<RobotChange> robots(String robot) {
		return this.updates.stream()
			.flatMap(update -> update.robots().stream())
			.filter(change -> change.id().value().equals(robot))
			.toList();
	}

}
