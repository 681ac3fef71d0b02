package com.lekiwi.heartbeat.monitor.page;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.stores.RedisSettings;
import com.lekiwi.heartbeat.stores.RedisStore;
import com.lekiwi.heartbeat.stores.StoreKind;
import com.lekiwi.heartbeat.stores.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * While Redis or state-manager is away the page says how old its data is; then it catches
 * up, and is never loaded anew.
 */
@Timeout(180)
class OldDataIntegrationTests {

	private static final String ROW = row("old-1");

	private final Clock clock = Clock.systemUTC();

	private RedisStore redis;

	private Monitor monitor;

	private Browser browser;

	@BeforeEach
	void openThePage() throws IOException {
		assumeTrue(Browser.isInstalled(), "the dashboard is not tested: " + Browser.HOW_TO_GET_ONE);
		Stores stores = Stores.of(System.getenv());
		assumeTrue(stores.kind() != StoreKind.EXTERNAL, "an external Redis cannot be stopped by a test");
		this.redis = stores.redis(RedisSettings.temporary());
		this.monitor = new Monitor(this.redis).awaitLive();
		this.monitor.load(Robots.robot("old-1", 1, "Older", RobotStatus.ONLINE, "lab-a", beat(1)));
		this.browser = new Browser(1700, 900);
		this.browser.open(this.monitor.url("/?feed=on"));
		awaitThat(() -> this.browser.text(ROW + " .at-seq").equals("1"));
		awaitThat(() -> this.browser.text(part("freshness")).startsWith("Live"));
		assertThat(this.browser.shows(part("notice"))).isFalse();
		this.browser.run("window.loadedOnce = true");
	}

	@AfterEach
	void closeAll() {
		if (this.browser != null) {
			this.browser.close();
		}
		if (this.monitor != null) {
			this.monitor.close();
		}
		if (this.redis != null) {
			this.redis.close();
		}
	}

	@Test
	void withoutRedisTheFleetIsStillReadAndThenFollowedAgain() {
		this.redis.kill();
		awaitThat(() -> this.browser.text(part("notice"))
			.matches("Live updates are interrupted: Redis is away\\. The fleet is read every few seconds instead\\. "
					+ "What you see is from \\d\\d:\\d\\d:\\d\\d, \\d+ s ago\\."));
		this.monitor.stateManager().commit(Robots.beats("old-1", beat(5), null));
		this.monitor.stateManager().log("old-1", "rebooted");
		awaitThat(() -> this.browser.text(ROW + " .at-seq").equals("5"));
		awaitThat(() -> this.browser.shows(part("feed-event") + "[data-kind=rebooted]"));

		this.redis.start();
		awaitThat(() -> !this.browser.shows(part("notice")));
		// Not in state-manager: it can only have come over Redis.
		this.monitor.publish(Robots.beats("old-1", beat(9), null));
		awaitThat(() -> this.browser.text(ROW + " .at-seq").equals("9"));
		assertNotLoadedAnew();
	}

	@Test
	void withoutStateManagerTheAgeGrowsAndWhatWasMissedFollows() {
		this.monitor.stateManager().away(true);
		awaitThat(() -> this.browser.text(part("notice")).startsWith("The state manager does not answer."));
		assertThat(this.browser.attribute(".columns", "class").orElse("")).contains("is-old");
		awaitThat(() -> this.browser.text(part("notice"))
			.matches(".* What you see is from \\d\\d:\\d\\d:\\d\\d, ([5-9]|[1-9]\\d) s ago\\."));
		assertThat(this.browser.text(ROW)).contains("Older");

		this.monitor.stateManager().commit(Robots.beats("old-1", beat(5), null));
		this.monitor.stateManager().log("old-1", "rebooted");
		this.monitor.stateManager().away(false);
		awaitThat(() -> !this.browser.shows(part("notice")));
		awaitThat(() -> this.browser.text(ROW + " .at-seq").equals("5"));
		awaitThat(() -> this.browser.shows(part("feed-event") + "[data-kind=rebooted]"));
		assertNotLoadedAnew();
	}

	private void assertNotLoadedAnew() {
		assertThat(this.browser.run("return window.loadedOnce")).isEqualTo(true);
		assertThat(this.browser.text(part("freshness"))).startsWith("Live");
		assertThat(this.browser.complaints()).isEmpty();
	}

	private Beat beat(long seq) {
		return Robots.beat("b-1", seq, this.clock.instant());
	}

	private static void awaitThat(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(30)).until(condition);
	}

}
