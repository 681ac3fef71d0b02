package com.lekiwi.heartbeat.monitor.source;

import java.io.IOException;

import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fixture.Watcher;
import com.lekiwi.heartbeat.stores.RedisSettings;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.StoreKind;
import com.lekiwi.heartbeat.stores.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A Redis of its own, to be stopped and started. */
@Timeout(120)
class OutageIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	private RedisStore redis;

	@BeforeEach
	void start() {
		Stores stores = Stores.of(System.getenv());
		assumeTrue(stores.kind() != StoreKind.EXTERNAL, "an external Redis cannot be stopped by a test");
		this.redis = stores.redis(RedisSettings.temporary());
	}

	@AfterEach
	void stop() {
		if (this.redis != null) {
			this.redis.close();
		}
	}

	@Test
	void whileRedisIsAwayTheFleetIsReadAndWhenItIsBackUpdatesArrive() throws IOException {
		try (Monitor monitor = new Monitor(this.redis).awaitLive(); Watcher watcher = monitor.watch(ALL)) {
			monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
			await().until(() -> watcher.seq("kiwi-01") == 1);

			this.redis.kill();
			await().until(() -> gap(watcher, "updates_lost", false));
			assertThat(watcher.last("gap").orElseThrow().has("from")).isTrue();
			monitor.stateManager().commit(Robots.beats("kiwi-01", Robots.beat(5), null));
			await().until(() -> watcher.seq("kiwi-01") == 5);
			await().until(() -> source(watcher, "redis").equals("down"));
			assertThat(source(watcher, "state_manager")).isEqualTo("up");

			this.redis.start();
			await().until(() -> gap(watcher, "updates_lost", true));
			await().until(() -> source(watcher, "redis").equals("up"));
			// Not in state-manager: it can only have come over Redis.
			monitor.publish(Robots.beats("kiwi-01", Robots.beat(9), null));
			await().until(() -> watcher.seq("kiwi-01") == 9);
		}
	}

	@Test
	void itStartsWithoutRedis() throws IOException {
		this.redis.stop();
		try (Monitor monitor = new Monitor(this.redis); Watcher watcher = monitor.watch(ALL)) {
			monitor.stateManager().commit(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
			await().until(() -> watcher.seq("kiwi-01") == 1);
			this.redis.start();
			await().until(() -> source(watcher, "redis").equals("up"));
		}
	}

	@Test
	void whatIsShownStaysWhileStateManagerIsAway() throws IOException {
		try (Monitor monitor = new Monitor(this.redis).awaitLive(); Watcher watcher = monitor.watch(ALL)) {
			monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
			monitor.stateManager().away(true);
			await().until(() -> gap(watcher, "state_manager_away", false));
			try (Watcher late = monitor.watch(ALL)) {
				await().until(() -> late.seq("kiwi-01") == 1 && gap(late, "state_manager_away", false));
			}
			monitor.stateManager().away(false);
			await().until(() -> gap(watcher, "state_manager_away", true));
		}
	}

	private static boolean gap(Watcher watcher, String reason, boolean over) {
		return watcher.frames("gap")
			.stream()
			.anyMatch(gap -> gap.path("reason").stringValue().equals(reason) && gap.has("to") == over);
	}

	private static String source(Watcher watcher, String name) {
		return watcher.last("ping").map(ping -> ping.path("source").path(name).stringValue("")).orElse("");
	}

}
