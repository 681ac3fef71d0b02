package com.lekiwi.heartbeat.monitor.page;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.contract.incident.BlindTime;
import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Monitor;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import com.lekiwi.heartbeat.stores.SharedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Why robots are as they are, in words, in a real browser. */
@Timeout(180)
class ConditionIntegrationTests {

	private static Browser browser;

	private final Clock clock = Clock.systemUTC();

	private final Robot one = robot("kiwi-01");

	private final Robot two = robot("kiwi-02");

	private final Robot three = robot("kiwi-03");

	private Monitor monitor;

	@BeforeAll
	static void startBrowser() {
		assumeTrue(Browser.isInstalled(), "the dashboard is not tested: " + Browser.HOW_TO_GET_ONE);
		browser = new Browser(1280, 900);
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void startMonitor() throws IOException {
		this.monitor = new Monitor(SharedStores.redis()).awaitLive();
		this.monitor.load(this.one, this.two, this.three);
	}

	@AfterEach
	void stopMonitor() {
		browser.driver().get("about:blank");
		browser.complaints();
		this.monitor.close();
	}

	@Test
	void causesMaintenanceAndFlappingAreSaidInWordsAndGoAgain() {
		open("/");
		this.monitor.commit(Robots.changes(Robots.offline(this.one, OfflineCause.SITE, true)));
		awaitThat(() -> browser.text(row("kiwi-01") + " .at-status").equals("Offline\nwhole site silent\nflapping"));
		assertThat(browser.text("[data-testid=count-flapping]")).contains("1", "Flapping");
		this.monitor.commit(Robots.changes(Robots.inMaintenance(this.two, new MaintenanceTime(Robots.START,
				this.clock.instant().plus(Duration.ofMinutes(150)), "ada", "new <b>wheels</b>"))));
		awaitThat(() -> browser.text(row("kiwi-02") + " [data-testid=maintenance]")
			.matches("until .*\\d\\d:\\d\\d \\(2 h \\d\\d min\\)"));
		assertThat(browser.text(row("kiwi-02") + " .at-robot")).isEqualTo("kiwi-02\nnew <b>wheels</b>");
		this.monitor.commit(Robots.changes(Robots.robot("kiwi-01", 9, RobotStatus.ONLINE, null)));
		awaitThat(() -> browser.text(row("kiwi-01") + " .at-status").equals("Online"));
		assertThat(browser.text("[data-testid=count-flapping]")).contains("0");
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void filtersForCauseAndFlappingStandInTheAddress() {
		this.monitor.commit(Robots.changes(Robots.offline(this.one, OfflineCause.SITE, false),
				Robots.offline(this.two, OfflineCause.SAID_GOODBYE, true)));
		open("/");
		browser.click("[data-testid=cause]");
		awaitThat(() -> browser.text(".menu-value").equals("whole site silent\n1"));
		browser.click("[data-value=site]");
		awaitThat(() -> browser.text("[data-testid=shown]").equals("1 of 3"));
		assertThat(browser.driver().getCurrentUrl()).contains("cause=site");
		browser.driver().navigate().refresh();
		awaitThat(() -> browser.shows(row("kiwi-01")) && !browser.shows(row("kiwi-02")));
		browser.click("[data-testid=cause]");
		browser.click("[data-testid=cause-clear]");
		browser.click("[data-testid=count-flapping]");
		awaitThat(() -> browser.shows(row("kiwi-02")) && !browser.shows(row("kiwi-01")));
		assertThat(browser.driver().getCurrentUrl()).contains("flapping=true").doesNotContain("cause");
		browser.click("[data-testid=count-all]");
		awaitThat(() -> browser.text("[data-testid=shown]").equals("3 of 3"));
	}

	@Test
	void aRetiredRobotLeavesTheScreenAtOnceAndComesBackWhenItReturns() {
		open("/");
		this.monitor.commit(Robots.changes(Robots.retired(this.one)));
		awaitThat(() -> !browser.shows(row("kiwi-01")));
		assertThat(browser.text("[data-testid=shown]")).isEqualTo("2 of 2");
		this.monitor.load(Robots.robot("kiwi-01", 3, RobotStatus.ONLINE, Robots.beat(5)));
		awaitThat(() -> browser.text(row("kiwi-01") + " .at-status").equals("Online"));
	}

	@Test
	void incidentsAndBlindTimesStandAboveTheRobotsUntilTheyAreOver() {
		open("/");
		assertThat(browser.shows("[data-testid=situation]")).isFalse();
		Instant now = this.clock.instant();
		Incident site = new Incident(1, OfflineCause.SITE, "lab-a", now.minusSeconds(30), now, 5, 5, null, null);
		BlindTime lately = new BlindTime(now.minusSeconds(99), now.minusSeconds(60), "restarted");
		BlindTime before = new BlindTime(now.minusSeconds(3_000), now.minusSeconds(2_900), "paused");
		this.monitor.stateManager().situation(new Situation(now, List.of(site), List.of(lately, before)));
		awaitThat(() -> browser.text("[data-testid=incident]")
			.startsWith("Site lab-a is unreachable: 5 of 5 robots fell silent together"));
		assertThat(browser.text("[data-testid=blind]")).contains("Nobody was listening", "(39 s)",
				"the service restarted");
		assertThat(browser.driver().findElements(By.cssSelector("[data-testid=blind]"))).hasSize(1);
		Incident over = new Incident(1, OfflineCause.SITE, "lab-a", now.minusSeconds(30), now, 5, 5, now, "returned");
		this.monitor.stateManager().situation(new Situation(now, List.of(over), List.of()));
		awaitThat(() -> !browser.shows("[data-testid=situation]"));
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void aRobotsPageFollowsItUntilItLeavesTheFleet() {
		open("/");
		browser.type(row("kiwi-01") + " [data-testid=name]", "\n");
		awaitThat(() -> browser.text("[data-testid=robot-state]").equals("Online"));
		this.monitor.commit(Robots.changes(Robots.offline(this.one, OfflineCause.SINGLE_LOSS, false)));
		awaitThat(() -> browser.text("[data-testid=robot-state]").equals("Offline\nfell silent alone"));
		assertThat(browser.driver().getCurrentUrl()).contains("robot=kiwi-01");
		this.monitor.commit(Robots.changes(Robots.retired(Robots.robot("kiwi-01", 3, RobotStatus.ONLINE, null))));
		awaitThat(() -> browser.text("[data-testid=left]").equals("It is not in the fleet."));
		browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
		awaitThat(() -> browser.shows(row("kiwi-02")));
		assertThat(browser.driver().getCurrentUrl()).doesNotContain("robot=");
	}

	@Test
	void nothingIsWiderThanAPhone() {
		try (Browser phone = Browser.phone(360, 780)) {
			phone.open(this.monitor.url("/?robot=kiwi-02"));
			this.monitor.commit(Robots.changes(Robots.offline(this.one, OfflineCause.OBSERVER, true),
					Robots.inMaintenance(this.two, new MaintenanceTime(Robots.START,
							this.clock.instant().plus(Duration.ofDays(3)), "ada", "w".repeat(512)))));
			awaitThat(() -> phone.text("[data-testid=reason]").startsWith("www"));
			assertThat(phone.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			phone.click("[data-testid=close]");
			awaitThat(() -> phone.text(row("kiwi-01") + " .at-status").contains("all sites silent"));
			assertThat(phone.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		}
	}

	private void open(String path) {
		browser.open(this.monitor.url(path));
		awaitThat(() -> browser.shows("[data-testid=robot]"));
	}

	private Robot robot(String id) {
		return Robots.robot(id, 1, RobotStatus.ONLINE, Robots.beat("b-1", 1, this.clock.instant()));
	}

	private static String row(String id) {
		return "[data-robot-id='" + id + "']";
	}

	private static void awaitThat(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).until(condition);
	}

}
