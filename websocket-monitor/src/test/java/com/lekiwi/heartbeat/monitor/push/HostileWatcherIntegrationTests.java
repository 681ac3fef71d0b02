package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;

import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.RawSocket;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.monitor.fixture.Watcher;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever one does, another gets all it is due meanwhile. */
@Timeout(120)
class HostileWatcherIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	private static Monitor monitor;

	private Watcher innocent;

	private long seq;

	@BeforeAll
	static void start() throws IOException {
		monitor = new Monitor(SharedStores.redis(), "heartbeat.push.silence-timeout=5s").awaitLive();
		monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
	}

	@AfterAll
	static void stop() {
		monitor.close();
	}

	@BeforeEach
	void watch() {
		this.innocent = monitor.watch(ALL);
		await().until(() -> this.innocent.robot("kiwi-01").has("name"));
	}

	@AfterEach
	void theInnocentGoesOn() {
		this.seq = this.innocent.seq("kiwi-01") + 1;
		monitor.commit(Robots.beats("kiwi-01", Robots.beat(this.seq), null));
		await().until(() -> this.innocent.seq("kiwi-01") == this.seq);
		assertThat(this.innocent.closeCode()).isZero();
		this.innocent.close();
	}

	@Test
	void aMegabyteIsRefusedByItsHead() throws IOException {
		try (RawSocket hostile = new RawSocket(monitor.port())) {
			hostile.answer();
			hostile.send(0x81, 1 << 20, new byte[64 * 1024]);
			assertThat(hostile.readCloseCode()).isEqualTo(1009);
		}
	}

	@Test
	void bytesAndWhatIsNoFrameAreRefused() throws IOException {
		try (RawSocket bytes = new RawSocket(monitor.port()); RawSocket noise = new RawSocket(monitor.port())) {
			bytes.answer();
			bytes.send(0x82, 2, new byte[2]);
			assertThat(bytes.readCloseCode()).isEqualTo(1003);
			noise.answer();
			noise.send(0xFF, 5, new byte[5]);
			assertThat(noise.readCloseCode()).isEqualTo(1002);
		}
	}

	@Test
	void fiftySubscriptionsASecondEndIt() {
		try (Watcher hostile = monitor.watch(ALL)) {
			for (int i = 0; i < 50 && hostile.closeCode() == 0; i++) {
				sendUnlessClosed(hostile, ALL);
			}
			await().until(() -> hostile.closeCode() == 4010);
			assertThat(hostile.frames("snapshot")).hasSizeLessThanOrEqualTo(20);
		}
	}

	@Test
	void tenMessagesInARowThatMakeNoSenseEndIt() {
		try (Watcher hostile = monitor.watch("nonsense")) {
			for (int i = 0; i < 8; i++) {
				hostile.send("nonsense");
			}
			await().until(() -> hostile.frames("error").size() == 9);
			hostile.send(ALL);
			await().until(() -> hostile.last("snapshot").isPresent());
			for (int i = 0; i < 10; i++) {
				sendUnlessClosed(hostile, "nonsense");
			}
			await().until(() -> hostile.closeCode() == 4010);
		}
	}

	@Test
	void whoVanishesWithoutClosingIsMissedSoon() throws IOException {
		double before = monitor.metric("heartbeat.push.closed", "reason", "silent");
		try (RawSocket vanished = new RawSocket(monitor.port())) {
			vanished.answer();
			vanished.send(ALL);
			await().until(() -> monitor.metric("heartbeat.push.closed", "reason", "silent") == before + 1);
			assertThat(vanished.readCloseCode()).isEqualTo(4008);
		}
	}

	@Test
	void aCloseIsAnsweredWithItsCode() throws IOException {
		try (RawSocket leaving = new RawSocket(monitor.port())) {
			leaving.answer();
			leaving.send(0x88, 2, new byte[] { 0x03, (byte) 0xE8 });
			assertThat(leaving.readCloseCode()).isEqualTo(1000);
		}
	}

	private static void sendUnlessClosed(Watcher watcher, String text) {
		try {
			watcher.send(text);
		}
		catch (RuntimeException ex) {
			assertThat(ex).hasRootCauseInstanceOf(IOException.class);
		}
	}

}
