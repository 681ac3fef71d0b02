package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

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
			monitor.load(fleet(1));
			try (Watcher reader = monitor.watch(ALL)) {
				await().until(() -> reader.robot("slow-399").has("name"));
				silent.send(ALL);
				AtomicLong version = new AtomicLong(1);
				await().until(() -> {
					monitor.publish(Robots.changes(fleet(version.incrementAndGet())));
					return closedAsTooSlow(monitor) == 1.0;
				});
				await().until(() -> reader.robot("slow-399").path("version").longValue() == version.get());
				assertThat(reader.closeCode()).isZero();
			}
		}
	}

	@Test
	void whenTheyHoldTooMuchTogetherTheSlowestEndLongBeforeTheirTime() throws IOException {
		List<RawSocket> silent = new ArrayList<>();
		try (Monitor monitor = new Monitor(SharedStores.redis(), "heartbeat.push.send-timeout=1h",
				"heartbeat.push.max-pending=200KB")
			.awaitLive()) {
			monitor.load(fleet(1));
			try (Watcher reader = monitor.watch(ALL)) {
				await().until(() -> reader.robot("slow-399").has("name"));
				for (int i = 0; i < 12; i++) {
					RawSocket one = new RawSocket(monitor.port());
					silent.add(one);
					one.answer();
					// Each has a filter of its own: their frames are their own too.
					one.send("{\"op\":\"subscribe\",\"max_rate_ms\":0,\"filter\":{\"site\":[\"lab-a\",\"x-" + i
							+ "\"]}}");
				}
				AtomicLong version = new AtomicLong(1);
				await().until(() -> {
					monitor.publish(Robots.changes(fleet(version.incrementAndGet())));
					return closedAsTooSlow(monitor) > 0;
				});
				await().until(() -> monitor.gauge("heartbeat.push.blocked") <= 200 * 1024);
				await().until(() -> reader.robot("slow-399").path("version").longValue() == version.get());
				assertThat(reader.closeCode()).isZero();
			}
			finally {
				for (RawSocket one : silent) {
					one.close();
				}
			}
			await().until(() -> monitor.gauge("heartbeat.push.blocked") == 0);
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

	/** Robots whose names are long, and change with each version. */
	private static Robot[] fleet(long version) {
		return IntStream.range(0, 400)
			.mapToObj(i -> Robots.robot("slow-%03d".formatted(i), version, version + "n".repeat(120),
					RobotStatus.ONLINE, "lab-a", null))
			.toArray(Robot[]::new);
	}

	private static double closedAsTooSlow(Monitor monitor) {
		return monitor.metric("heartbeat.push.closed", "reason", "too_slow");
	}

}
