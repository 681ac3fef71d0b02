package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.json.FleetJson;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.FakeStateManager;
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
class CrowdIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	private static final String EVENTS = "{\"op\":\"subscribe\",\"events\":true}";

	private static final int CROWD = 1_000;

	@Test
	void aThousandMayComeAtOnceAndNoMoreOfOneAddress() throws IOException {
		try (Monitor monitor = new Monitor(SharedStores.redis(), "heartbeat.push.max-per-address=1001").awaitLive()) {
			monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
			try (Watcher innocent = monitor.watch(ALL)) {
				await().until(() -> innocent.robot("kiwi-01").has("name"));
				try (Crowd crowd = new Crowd(monitor.port())) {
					crowd.send(ALL);
					monitor.commit(Robots.beats("kiwi-01", Robots.beat(2), null));
					await().until(() -> innocent.seq("kiwi-01") == 2);
					try (RawSocket oneMore = new RawSocket(monitor.port());
							RawSocket elsewhere = new RawSocket(monitor.port(), "X-Real-IP: 192.0.2.7")) {
						assertThat(oneMore.readCloseCodeAfterAnswer()).isEqualTo(4011);
						assertThat(elsewhere.answer()).startsWith("HTTP/1.1 101");
						elsewhere.send("{}");
						assertThat(elsewhere.readKind()).isEqualTo(1);
					}
					crowd.awaitAll("\"seq\":2");
				}
				assertThat(innocent.closeCode()).isZero();
			}
			await().until(() -> monitor.gauge("heartbeat.push.sessions") == 0);
		}
	}

	@Test
	void aThousandThatAreCutOffComeBackAtOnceAndMissNoEvent() throws IOException {
		try (Monitor monitor = new Monitor(SharedStores.redis(), "heartbeat.push.max-per-address=3000").awaitLive();
				Watcher innocent = monitor.watch(EVENTS)) {
			long cursor = monitor.happen("kiwi-01", "online").id();
			await().until(() -> innocent.events().contains(cursor));
			try (Crowd crowd = new Crowd(monitor.port())) {
				crowd.send(EVENTS);
				crowd.awaitAll("snapshot");
			}
			List<Long> missed = Stream.of("offline", "online", "rebooted")
				.map(kind -> monitor.happen("kiwi-01", kind).id())
				.toList();
			await().until(() -> innocent.events().containsAll(missed));
			try (Crowd crowd = new Crowd(monitor.port())) {
				crowd.send("{\"op\":\"subscribe\",\"events\":true,\"since\":\"%d\"}".formatted(cursor));
				for (String frame : crowd.awaitAll("\"op\":\"event\"")) {
					assertThat(ids(frame)).isEqualTo(missed);
				}
				long next = monitor.happen("kiwi-01", "offline").id();
				crowd.awaitAll("\"cursor\":\"" + next + "\"");
				await().until(() -> innocent.events().contains(next));
			}
			assertThat(innocent.closeCode()).isZero();
		}
	}

	@Test
	void whoIsConnectedWhenTheServiceStopsIsToldToComeBack() throws IOException {
		try (FakeStateManager stateManager = new FakeStateManager()) {
			Monitor monitor = new Monitor(stateManager, SharedStores.redis()).awaitLive();
			try (Watcher one = monitor.watch(ALL); RawSocket other = new RawSocket(monitor.port())) {
				other.answer();
				await().until(() -> one.last("snapshot").isPresent());
				monitor.close();
				await().until(() -> one.closeCode() == 1001);
				assertThat(other.readCloseCode()).isEqualTo(1001);
			}
			finally {
				monitor.close();
			}
		}
	}

	private static List<Long> ids(String frame) {
		return FleetJson.mapper()
			.readTree(frame)
			.path("events")
			.valueStream()
			.map(event -> event.path("id").longValue())
			.toList();
	}

	/** Many who do the same at the same time. */
	private static final class Crowd implements AutoCloseable {

		private final List<RawSocket> all = new ArrayList<>();

		Crowd(int port) throws IOException {
			for (int i = 0; i < CROWD; i++) {
				this.all.add(new RawSocket(port));
			}
			for (RawSocket one : this.all) {
				assertThat(one.answer()).startsWith("HTTP/1.1 101");
			}
		}

		void send(String text) throws IOException {
			for (RawSocket one : this.all) {
				one.send(text);
			}
		}

		/** Waits until each was sent a frame in which something stands. */
		List<String> awaitAll(String part) throws IOException {
			List<String> frames = new ArrayList<>();
			for (RawSocket one : this.all) {
				frames.add(one.readText(part));
			}
			return frames;
		}

		@Override
		public void close() throws IOException {
			for (RawSocket one : this.all) {
				one.close();
			}
		}

	}

}
