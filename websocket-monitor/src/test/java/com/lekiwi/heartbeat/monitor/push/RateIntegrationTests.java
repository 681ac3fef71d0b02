package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fixture.Watcher;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who asks for pauses has them, and is told what was left out meanwhile. */
@Timeout(120)
class RateIntegrationTests {

	private static Monitor monitor;

	private final AtomicLong seq = new AtomicLong(1);

	@BeforeAll
	static void start() throws IOException {
		monitor = new Monitor(SharedStores.redis()).awaitLive();
	}

	@AfterAll
	static void stop() {
		monitor.close();
	}

	@Test
	void changesThatWereOvertakenInAPauseAreToldOfAndTheLatestComes() {
		monitor.load(Robots.robot("rate-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
		try (Watcher watcher = watch(300)) {
			await().until(() -> watcher.seq("rate-01") == 1);
			await().until(() -> {
				beat("rate-01");
				return watcher.frames("delta").stream().anyMatch(delta -> delta.path("conflated").longValue(0) > 0);
			});
			long last = beat("rate-01");
			await().until(() -> watcher.seq("rate-01") == last);
		}
	}

	@Test
	void whoAsksForAMinutesPauseIsNotToldBefore() {
		monitor.load(Robots.robot("rate-02", 1, RobotStatus.ONLINE, Robots.beat(1)));
		try (Watcher patient = watch(60_000); Watcher hasty = watch(0)) {
			await().until(() -> patient.last("snapshot").isPresent() && hasty.seq("rate-02") == 1);
			for (int i = 0; i < 5; i++) {
				long last = beat("rate-02");
				await().until(() -> hasty.seq("rate-02") == last);
			}
			int pings = patient.frames("ping").size();
			await().until(() -> patient.frames("ping").size() > pings);
			assertThat(patient.frames("delta")).isEmpty();
			// What it asks for last counts, at once.
			patient.send("{\"op\":\"subscribe\",\"max_rate_ms\":0}");
			long last = beat("rate-02");
			await().until(() -> patient.seq("rate-02") == last);
		}
	}

	private static Watcher watch(int rate) {
		return monitor.watch("{\"op\":\"subscribe\",\"max_rate_ms\":%d}".formatted(rate));
	}

	private long beat(String robot) {
		long next = this.seq.incrementAndGet();
		monitor.commit(Robots.beats(robot, Robots.beat(next), null));
		return next;
	}

}
