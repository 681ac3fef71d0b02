package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.RawSocket;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fixture.Watcher;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class SlowWatcherIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	@Test
	void aWatcherThatNeverReadsIsClosedAndOthersGoOn() throws IOException {
		try (Monitor monitor = new Monitor(SharedStores.redis(), "heartbeat.push.send-timeout=500ms").awaitLive();
				RawSocket silent = new RawSocket(monitor.port())) {
			assertThat(silent.answer()).contains("101", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
			Robot[] robots = new Robot[400];
			for (int i = 0; i < robots.length; i++) {
				robots[i] = Robots.robot("slow-%03d".formatted(i), 1, "n".repeat(128), RobotStatus.ONLINE, "lab-a",
						null);
			}
			monitor.load(robots);
			try (Watcher reader = monitor.watch(ALL)) {
				await().until(() -> reader.robot("slow-399").has("name"));
				silent.send(ALL);
				AtomicLong version = new AtomicLong(1);
				await().until(() -> {
					version.incrementAndGet();
					for (int i = 0; i < robots.length; i++) {
						robots[i] = Robots.robot("slow-%03d".formatted(i), version.get(), version + "n".repeat(120),
								RobotStatus.ONLINE, "lab-a", null);
					}
					monitor.publish(Robots.changes(robots));
					return closedAsTooSlow(monitor) == 1.0;
				});
				await().until(() -> reader.robot("slow-399").path("version").longValue() == version.get());
				assertThat(reader.closeCode()).isZero();
			}
		}
	}

	@Test
	void oneMoreThanAreAllowedIsRefused() throws IOException {
		try (Monitor monitor = new Monitor(SharedStores.redis(), "heartbeat.push.max-sessions=2").awaitLive();
				Watcher first = monitor.watch(ALL);
				Watcher second = monitor.watch(ALL);
				RawSocket third = new RawSocket(monitor.port())) {
			await().until(() -> first.last("snapshot").isPresent() && second.last("snapshot").isPresent());
			assertThat(third.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: ");
		}
	}

	private static double closedAsTooSlow(Monitor monitor) {
		return monitor.metric("heartbeat.push.closed", "reason", "too_slow");
	}

}
