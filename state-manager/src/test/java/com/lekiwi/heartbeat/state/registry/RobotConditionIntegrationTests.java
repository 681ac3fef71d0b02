package com.lekiwi.heartbeat.state.registry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import com.lekiwi.heartbeat.state.Replica;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How robots are shown, and why: told of with a higher version, and the same by every
 * replica, one that starts later included.
 */
@Timeout(180)
class RobotConditionIntegrationTests {

	private static final int REDIS_DATABASE = 9;

	private static final String[] SETTINGS = { "heartbeat.flapping.threshold=2", "heartbeat.flapping.quiet=2s" };

	private final PostgresDatabase database = SharedStores.freshDatabase(getClass());

	private final List<RobotChange> told = new CopyOnWriteArrayList<>();

	private final RedisMessageListenerContainer listener = new RedisMessageListenerContainer();

	private final AtomicLong seq = new AtomicLong();

	private Replica one;

	private Replica other;

	@BeforeEach
	void start() {
		this.one = replica();
		this.other = replica();
		this.listener.setConnectionFactory(this.one.bean(RedisConnectionFactory.class));
		this.listener.addMessageListener((message,
				pattern) -> this.told.addAll(FleetJson.mapper()
					.readValue(new String(message.getBody(), StandardCharsets.UTF_8), FleetUpdate.class)
					.robots()),
				new ChannelTopic(FleetUpdate.CHANNEL));
		this.listener.afterPropertiesSet();
		this.listener.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.listener.destroy();
		this.other.close();
		this.one.close();
	}

	private Replica replica() {
		return Replica.start(this.database, REDIS_DATABASE, SETTINGS);
	}

	@Test
	void theCauseIsToldWithTheStatusAndGoesWhenTheRobotReturns() {
		beat("cause-1", "\"interval_s\":1");
		delete("cause-1/heartbeat");
		assertToldAndShown("cause-1", RobotStatus.OFFLINE, OfflineCause.SAID_GOODBYE);
		beat("cause-1", "\"interval_s\":1");
		assertToldAndShown("cause-1", RobotStatus.ONLINE, null);
		await().until(() -> robot(this.one, "cause-1").status() == RobotStatus.OFFLINE);
		assertToldAndShown("cause-1", RobotStatus.OFFLINE, OfflineCause.SINGLE_LOSS);
		beat("cause-1", "\"status\":\"stopping\"");
		assertThat(robot(this.other, "cause-1").offlineCause()).isEqualTo(OfflineCause.SINGLE_LOSS);
		beat("cause-2", "\"status\":\"stopping\"");
		assertToldAndShown("cause-2", RobotStatus.OFFLINE, OfflineCause.SAID_GOODBYE);
		this.other.close();
		this.other = replica();
		assertThat(robot(this.other, "cause-1").offlineCause()).isEqualTo(OfflineCause.SINGLE_LOSS);
		assertThat(robot(this.other, "cause-2").offlineCause()).isEqualTo(OfflineCause.SAID_GOODBYE);
	}

	@Test
	void flappingIsToldWhenItBeginsAndWhenItEnds() {
		for (int i = 0; i < 2; i++) {
			beat("blinker", "\"interval_s\":30");
			delete("blinker/heartbeat");
		}
		beat("blinker", "\"interval_s\":30");
		long blinking = robot(this.other, "blinker").version();
		assertThat(robot(this.other, "blinker").flapping()).isTrue();
		await().until(() -> told("blinker").anyMatch(change -> change.version() == blinking && change.flapping()));
		await().until(() -> !robot(this.other, "blinker").flapping());
		assertThat(robot(this.other, "blinker").version()).isEqualTo(blinking + 1);
		await().until(() -> told("blinker")
			.anyMatch(change -> change.version() == blinking + 1 && !change.flapping() && change.alive()));
		assertThat(told("blinker").filter(change -> change.version() > blinking).map(RobotChange::version).distinct())
			.containsExactly(blinking + 1);
	}

	@Test
	void maintenanceIsToldWithItsEndAndHidesWhyTheRobotIsSilent() {
		beat("shelf", "\"interval_s\":30");
		Instant until = robot(this.one, "shelf").registeredAt().plus(Duration.ofHours(1));
		maintain("shelf", until, "new wheels");
		MaintenanceTime window = robot(this.other, "shelf").maintenance();
		assertThat(window).isNotNull();
		assertThat(window.until()).isEqualTo(until);
		assertThat(window.by()).isEqualTo("ada");
		assertThat(window.reason()).isEqualTo("new wheels");
		awaitTold("shelf", robot(this.other, "shelf"));
		maintain("shelf", until.plusSeconds(60), "and a new camera");
		assertThat(robot(this.other, "shelf").maintenance())
			.isEqualTo(new MaintenanceTime(window.since(), until.plusSeconds(60), "ada", "and a new camera"));
		awaitTold("shelf", robot(this.other, "shelf"));
		delete("shelf/heartbeat");
		assertToldAndShown("shelf", RobotStatus.MAINTENANCE, null);
		assertThat(robot(this.one, "shelf").alive()).isFalse();
		delete("shelf/maintenance");
		assertToldAndShown("shelf", RobotStatus.OFFLINE, OfflineCause.SAID_GOODBYE);
		assertThat(robot(this.one, "shelf").maintenance()).isNull();
	}

	@Test
	void aRetiredRobotIsToldAsOneAndSoIsItsReturn() {
		beat("veteran", "\"interval_s\":30");
		delete("veteran");
		assertToldAndShown("veteran", RobotStatus.OFFLINE, OfflineCause.RETIRED);
		assertThat(robot(this.other, "veteran").retiredAt()).isNotNull();
		assertThat(told("veteran").toList().getLast().retiredAt()).isNotNull();
		beat("veteran", "\"interval_s\":30");
		assertToldAndShown("veteran", RobotStatus.ONLINE, null);
		assertThat(robot(this.other, "veteran").retiredAt()).isNull();
		assertThat(told("veteran").toList().getLast().retiredAt()).isNull();
	}

	@Test
	void aRobotThatIsMissedBeforeItsSiteIsJudgedJoinsTheIncident() {
		String slow = IntStream.range(0, 5)
			.mapToObj(i -> "{\"robot_id\":\"slow-%d\",\"boot_id\":\"b\",\"seq\":1,\"interval_s\":4,\"site\":\"yard\"}"
				.formatted(i))
			.collect(Collectors.joining(","));
		this.one.http()
			.post("/api/v2/heartbeats",
					"[{\"robot_id\":\"early\",\"boot_id\":\"b\",\"seq\":1,\"interval_s\":1,\"site\":\"yard\"},%s]"
						.formatted(slow));
		await().until(() -> told("early").anyMatch(change -> change.offlineCause() == OfflineCause.SINGLE_LOSS));
		await().until(() -> told("early").anyMatch(change -> change.offlineCause() == OfflineCause.SITE));
		assertToldAndShown("early", RobotStatus.OFFLINE, OfflineCause.SITE);
		assertToldAndShown("slow-3", RobotStatus.OFFLINE, OfflineCause.SITE);
		assertThat(this.one.bean(JdbcTemplate.class).queryForList("""
				SELECT concat_ws(' ', kind, details ->> 'cause', details ->> 'previous')
				FROM robot_events
				WHERE subject = 'early'
				ORDER BY id""", String.class)).containsExactly("registered", "offline single_loss",
				"cause_changed site single_loss");
	}

	/** What everybody shows is also what was told last. */
	private void assertToldAndShown(String id, RobotStatus status, OfflineCause cause) {
		for (Replica replica : List.of(this.one, this.other)) {
			Robot robot = robot(replica, id);
			assertThat(robot.status()).isEqualTo(status);
			assertThat(robot.offlineCause()).isEqualTo(cause);
		}
		awaitTold(id, robot(this.one, id));
	}

	private void awaitTold(String id, Robot shown) {
		RobotChange expected = RobotChange.of(shown);
		await().until(() -> told(id).anyMatch(expected::equals));
	}

	private Stream<RobotChange> told(String id) {
		return this.told.stream().filter(change -> change.id().value().equals(id));
	}

	private static Robot robot(Replica replica, String id) {
		return FleetJson.mapper().readValue(replica.http().get("/api/v2/robots/" + id).body(), Robot.class);
	}

	private void beat(String robot, String field) {
		assertThat(this.one.http()
			.beat(robot, "{\"boot_id\":\"b\",\"seq\":%d,%s}".formatted(this.seq.incrementAndGet(), field))
			.statusCode()).isEqualTo(204);
	}

	private void maintain(String robot, Instant until, String reason) {
		assertThat(this.one.http()
			.send("PUT", "/api/v2/robots/" + robot + "/maintenance", "application/json",
					"{\"until\":\"%s\",\"by\":\"ada\",\"reason\":\"%s\"}".formatted(until, reason))
			.statusCode()).isEqualTo(200);
	}

	private void delete(String path) {
		assertThat(this.other.http().send("DELETE", "/api/v2/robots/" + path, "application/json", "").statusCode())
			.isEqualTo(204);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(40));
	}

}
