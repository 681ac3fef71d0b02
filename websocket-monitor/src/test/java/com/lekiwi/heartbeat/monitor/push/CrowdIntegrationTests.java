package com.lekiwi.heartbeat.monitor.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
class CrowdIntegrationTests {

	private static final String ALL = "{\"op\":\"subscribe\",\"max_rate_ms\":0}";

	private static final int CROWD = 1_000;

	@Test
	void aThousandMayComeAtOnceAndNoMoreOfOneAddress() throws IOException {
		List<RawSocket> crowd = new ArrayList<>();
		try (Monitor monitor = new Monitor(SharedStores.redis(), "heartbeat.push.max-per-address=1001").awaitLive()) {
			monitor.load(Robots.robot("kiwi-01", 1, RobotStatus.ONLINE, Robots.beat(1)));
			try (Watcher innocent = monitor.watch(ALL)) {
				await().until(() -> innocent.robot("kiwi-01").has("name"));
				for (int i = 0; i < CROWD; i++) {
					crowd.add(new RawSocket(monitor.port()));
				}
				for (RawSocket one : crowd) {
					assertThat(one.answer()).startsWith("HTTP/1.1 101");
					one.send(ALL);
				}
				monitor.commit(Robots.beats("kiwi-01", Robots.beat(2), null));
				await().until(() -> innocent.seq("kiwi-01") == 2);
				try (RawSocket oneMore = new RawSocket(monitor.port());
						RawSocket elsewhere = new RawSocket(monitor.port(), "X-Real-IP: 192.0.2.7")) {
					assertThat(oneMore.readCloseCodeAfterAnswer()).isEqualTo(4011);
					assertThat(elsewhere.answer()).startsWith("HTTP/1.1 101");
					elsewhere.send("{}");
					assertThat(elsewhere.readKind()).isEqualTo(1);
				}
				assertThat(innocent.closeCode()).isZero();
			}
			finally {
				for (RawSocket one : crowd) {
					one.close();
				}
			}
			await().until(() -> monitor.gauge("heartbeat.push.sessions") == 0);
		}
	}

}
