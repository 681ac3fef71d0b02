package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
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
				Socket silent = new Socket()) {
			Robot[] robots = new Robot[400];
			for (int i = 0; i < robots.length; i++) {
				robots[i] = Robots.robot("slow-%03d".formatted(i), 1, "n".repeat(128), RobotStatus.ONLINE, "lab-a",
						null);
			}
			monitor.load(robots);
			try (Watcher reader = monitor.watch(ALL)) {
				await().until(() -> reader.robot("slow-399").has("name"));
				subscribeWithoutReading(silent, monitor.port());
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
				Socket third = new Socket()) {
			await().until(() -> first.last("snapshot").isPresent() && second.last("snapshot").isPresent());
			shakeHands(third, monitor.port());
			String answer = new String(third.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After: ");
		}
	}

	private static double closedAsTooSlow(Monitor monitor) {
		return monitor.metric("heartbeat.push.closed", "reason", "too_slow");
	}

	private static void subscribeWithoutReading(Socket socket, int port) throws IOException {
		socket.setReceiveBufferSize(4096);
		shakeHands(socket, port);
		// A masked text frame; a mask of zeros leaves the text as it is.
		byte[] text = ALL.getBytes(StandardCharsets.UTF_8);
		socket.getOutputStream().write(new byte[] { (byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0 });
		socket.getOutputStream().write(text);
	}

	private static void shakeHands(Socket socket, int port) throws IOException {
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		socket.getOutputStream()
			.write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
	}

}
