package com.lekiwi.heartbeat.monitor.page;

import java.time.Duration;
import java.util.List;
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
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
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
		aDeskOnACuttableNetwork("line-1", "/", () -> {
			this.desk.browser().run("cut.socket = true; cutSockets(); window.loadedOnce = true");
			awaitAsking();
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
		aDeskOnACuttableNetwork("line-2", "/", () -> {
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

	@Test
	void whatHappenedWhileTheLineWasCutIsToldOnceWhenThePageIsBack() {
		aDeskOnACuttableNetwork("line-4", "/?feed=on", () -> {
			happens("line-4", "rebooted");
			this.desk.until(() -> told("line-4").equals(List.of("rebooted")));
			this.desk.browser().run("cut.all = true; cutSockets()");
			this.desk.untilText(part("notice"), "Next try");
			happens("line-4", "failed");
			happens("line-4", "recovered");
			this.desk.browser().run("cut.all = false; dispatchEvent(new Event('online'))");
			this.desk.untilText(part("freshness"), "Live");
			happens("line-4", "software_changed");
			this.desk.until(() -> told("line-4").contains("software_changed"));
			assertThat(told("line-4")).containsExactly("software_changed", "recovered", "failed", "rebooted");
		});
	}

	@Test
	void noEventIsMissedOnTheWayFromTheSocketToAskingAndBack() {
		aDeskOnACuttableNetwork("line-5", "/?feed=on", () -> {
			this.desk.browser().run("cut.all = true; cutSockets()");
			this.desk.untilText(part("notice"), "The connection is lost.");
			happens("line-5", "failed");
			this.desk.browser().run("cut.socket = true; cut.all = false");
			awaitAsking();
			happens("line-5", "recovered");
			this.desk.until(() -> told("line-5").contains("recovered"));
			assertThat(told("line-5")).containsExactly("recovered", "failed");
			this.desk.browser().run("cut.all = true");
			happens("line-5", "rebooted");
			this.desk.browser().run("cut.socket = cut.all = false; dispatchEvent(new Event('online'))");
			this.desk.untilText(part("freshness"), "Live");
			happens("line-5", "software_changed");
			this.desk.until(() -> told("line-5").contains("software_changed"));
			assertThat(told("line-5")).containsExactly("software_changed", "rebooted", "recovered", "failed");
		});
	}

	@Test
	void whileThePageAsksItSaysWhenItsDataIsOldAndWhenThatIsOver() {
		aDeskOnACuttableNetwork("line-6", "/", () -> {
			this.desk.browser().run("cut.socket = true; cutSockets()");
			awaitAsking();
			this.desk.monitor().stateManager().away(true);
			try {
				this.desk.untilText(part("notice"), "The state manager does not answer.");
			}
			finally {
				this.desk.monitor().stateManager().away(false);
			}
			awaitAsking();
		});
	}

	/** Full jitter: anything from nothing to a limit that doubles. */
	@Test
	void pagesThatWereCutOffTogetherDoNotComeBackTogether() {
		this.desk.fleet(this.desk.online("line-7", "Liner", "lab-a"));
		this.desk.open("/");
		Object delays = this.desk.browser()
			.run("""
					return import('/app/backoff.js').then(({ delayAfter }) => [1, 2, 3, 6, 7, 50]
					  .flatMap(failures => [delayAfter(failures, () => 0), delayAfter(failures, () => 0.5), delayAfter(failures, () => 1)]))""");
		assertThat(delays).asInstanceOf(LIST)
			.containsExactly(0L, 250L, 500L, 0L, 500L, 1_000L, 0L, 1_000L, 2_000L, 0L, 8_000L, 16_000L, 0L, 15_000L,
					30_000L, 0L, 15_000L, 30_000L);
	}

	private void awaitAsking() {
		await().atMost(Duration.ofSeconds(40))
			.until(() -> this.desk.browser().attribute(part("freshness"), "data-level").orElse(""), "slow"::equals);
		assertThat(this.desk.browser().text(part("notice"))).startsWith("No live connection can be made.");
	}

	private void happens(String robot, String kind) {
		this.desk.happened(robot, kind, Duration.ZERO, Map.of());
	}

	/** The kinds of a robot's events in the feed, the newest first. */
	private List<String> told(String robot) {
		Object kinds = this.desk.browser().run("""
				return [...document.querySelectorAll('[data-testid=feed-event]')]
				  .filter(entry => new URL(entry.querySelector('a')?.href ?? 'a:').searchParams.get('robot') === '%s')
				  .map(entry => entry.dataset.kind)""".formatted(robot));
		return ((List<?>) kinds).stream().map(String::valueOf).toList();
	}

	private void aDeskOnACuttableNetwork(String robot, String path, Runnable then) {
		this.desk.fleet(this.desk.online(robot, "Liner", "lab-a"));
		ChromeDriver driver = this.desk.browser().driver();
		Object script = driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", CUTTABLE))
			.get("identifier");
		try {
			this.desk.open(path);
			this.desk.untilText(part("freshness"), "Live");
			then.run();
		}
		finally {
			driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
		}
	}

}
