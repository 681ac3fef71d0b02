package com.lekiwi.heartbeat.monitor.page;

import java.time.Duration;
import java.util.Map;

import com.lekiwi.heartbeat.monitor.fixture.Desk;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.chrome.ChromeDriver;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When the way to the service breaks: said, bridged by asking, and healed without a
 * reload.
 */
@ExtendWith(Desk.Shared.class)
@Timeout(180)
class ConnectionIntegrationTests {

	/**
	 * A network on which a test can cut the socket, every way, or put the machine to
	 * sleep.
	 */
	private static final String CUTTABLE = """
			window.cut = {};
			const sockets = new Set();
			window.WebSocket = class extends WebSocket {
			  constructor(url) {
			    super(cut.socket || cut.all ? url + '/nowhere' : url);
			    sockets.add(this);
			    this.addEventListener('close', () => sockets.delete(this));
			  }
			};
			const fetched = window.fetch;
			window.fetch = (...of) => cut.all ? Promise.reject(new TypeError('cut')) : fetched(...of);
			window.cutSockets = () => sockets.forEach(socket => socket.close());
			const now = Date.now;
			Date.now = () => now() + (cut.slept || 0);
			""";

	private final Desk desk;

	ConnectionIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@Test
	void withoutTheSocketThePageAsksAndReturnsToTheSocketByItself() {
		aDeskOnACuttableNetwork("line-1", () -> {
			this.desk.browser().run("cut.socket = true; cutSockets(); window.loadedOnce = true");
			await().atMost(Duration.ofSeconds(40))
				.until(() -> this.desk.browser().attribute(part("freshness"), "data-level").orElse(""), "slow"::equals);
			assertThat(this.desk.browser().text(part("notice"))).startsWith("No live connection can be made.");
			this.desk.monitor().commit(Robots.beats("line-1", this.desk.beat(55), null));
			this.desk.untilText(row("line-1") + " .at-seq", "55");
			this.desk.happened("line-1", "failed", Duration.ZERO, Map.of());
			this.desk.untilText(part("toast"), "Failed");
			this.desk.browser().run("cut.socket = false; dispatchEvent(new Event('online'))");
			this.desk.untilText(part("freshness"), "Live");
			assertThat(this.desk.browser().run("return window.loadedOnce")).isEqualTo(true);
		});
	}

	@Test
	void aMachineThatSleptSaysAtOnceHowOldItsPictureIsAndCatchesUp() {
		aDeskOnACuttableNetwork("line-2", () -> {
			this.desk.browser().run("cut.all = true; cut.slept = 3600000");
			this.desk.untilText(part("notice"), "The connection is lost.");
			assertThat(this.desk.browser().text(part("notice"))).contains(", 1 h 00 min ago");
			assertThat(this.desk.browser().attribute(".columns", "class").orElse("")).contains("is-old");
			this.desk.monitor().load(this.desk.online("line-3", "Meanwhile", "lab-a"));
			this.desk.browser().run("cut.all = false; dispatchEvent(new Event('online'))");
			this.desk.untilText(part("freshness"), "Live");
			this.desk.until(() -> this.desk.browser().shows(row("line-3")));
			assertThat(this.desk.browser().shows(part("notice"))).isFalse();
		});
	}

	private void aDeskOnACuttableNetwork(String robot, Runnable then) {
		this.desk.fleet(this.desk.online(robot, "Liner", "lab-a"));
		ChromeDriver driver = this.desk.browser().driver();
		Object script = driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", CUTTABLE))
			.get("identifier");
		try {
			this.desk.open("/");
			this.desk.untilText(part("freshness"), "Live");
			then.run();
		}
		finally {
			driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
		}
	}

}
