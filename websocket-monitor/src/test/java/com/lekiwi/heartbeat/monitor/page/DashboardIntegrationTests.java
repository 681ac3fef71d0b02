package com.lekiwi.heartbeat.monitor.page;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import com.lekiwi.heartbeat.contract.robot.Beat;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What an operator sees, in a real browser. */
@Timeout(180)
class DashboardIntegrationTests {

	private static final String NASTY = "<img src=x onerror=\"document.title='owned'\">&amp; \u202eevil \u05e9\u05dc\u05d5\u05dd "
			+ "x".repeat(120);

	private static Browser browser;

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
		this.monitor.load(Robots.robot("kiwi-01", 1, "Kiwi one", RobotStatus.ONLINE, "lab-a", beatNow(1)),
				Robots.robot("kiwi-02", 1, NASTY, RobotStatus.ONLINE, "lab-b", beatNow(1)),
				Robots.robot("kiwi-03", 1, "Kiwi three", RobotStatus.DISCOVERED, "lab-b", null));
	}

	@AfterEach
	void stopMonitor() {
		// The page leaves first: it would complain about the server's end to the next
		// test.
		browser.driver().get("about:blank");
		browser.complaints();
		this.monitor.close();
	}

	@Test
	void aRobotThatNumbersNoBeatIsShownLikeAnyOther() {
		this.monitor.load(Robots.robot("kiwi-08", 1, "Kiwi eight", RobotStatus.ONLINE, "lab-a",
				Robots.keyed(Instant.now(Clock.systemUTC()))));
		open("/");
		assertThat(browser.text(row("kiwi-08") + " [data-testid=name]")).isEqualTo("Kiwi eight");
		awaitThat(() -> browser.text(row("kiwi-08") + " [data-testid=age]").matches("\\d+ s ago"));
		assertThat(browser.text(row("kiwi-08"))).doesNotContain("undefined", "null", "NaN", "never heard");
	}

	@Test
	void aRobotAppearsBeatsAndGoesSilent() {
		open("/");
		assertThat(browser.text(row("kiwi-01") + " [data-testid=name]")).isEqualTo("Kiwi one");
		assertThat(browser.text("[data-testid=freshness]")).startsWith("Live");
		assertThat(browser.shows(row("kiwi-09"))).isFalse();

		this.monitor.load(Robots.robot("kiwi-09", 1, "Newcomer", RobotStatus.ONLINE, "lab-a", beatNow(7)));
		awaitThat(() -> browser.text(row("kiwi-09") + " .at-seq").equals("7"));
		awaitThat(() -> browser.text(row("kiwi-09") + " [data-testid=age]").startsWith("2 s"));

		this.monitor.commit(Robots.beats("kiwi-09", beatNow(8), null));
		awaitThat(() -> browser.text(row("kiwi-09") + " .at-seq").equals("8"));
		awaitThat(() -> browser.text(row("kiwi-09") + " [data-testid=age]").matches("[01] s ago"));

		this.monitor.commit(Robots.changes(Robots.robot("kiwi-09", 2, "Newcomer", RobotStatus.OFFLINE, "lab-a", null)));
		awaitThat(() -> browser.text(row("kiwi-09") + " .status").equals("Offline"));
		assertThat(browser.text("[data-testid=count-offline]")).contains("1");
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void namesAreTextWhateverTheyHold() {
		open("/");
		assertThat(browser.text(row("kiwi-02") + " [data-testid=name]")).startsWith("<img src=x onerror=");
		assertThat(browser.driver().getTitle()).isEqualTo("Lekiwi Heartbeat");
		assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		browser.click("[data-testid=view-grid]");
		awaitThat(() -> browser.shows("[data-testid=grid] " + row("kiwi-02")));
		assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void whatIsFilteredAndHowItLooksSurvivesAReload() {
		open("/");
		browser.click("[data-testid=count-online]");
		browser.type("[data-testid=search]", "kiwi one");
		browser.click("[data-testid=view-grid]");
		awaitThat(() -> !browser.shows(row("kiwi-02")) && browser.shows("[data-testid=grid] " + row("kiwi-01")));
		assertThat(browser.driver().getCurrentUrl()).contains("status=online", "q=kiwi+one", "view=grid");
		browser.driver().navigate().refresh();
		awaitThat(() -> browser.shows("[data-testid=grid] " + row("kiwi-01")));
		assertThat(browser.text("[data-testid=shown]")).isEqualTo("1 of 3");
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void theSearchIsReachedAndUsedByKeyboard() {
		open("/?q=nothing-has-this-name");
		awaitThat(() -> browser.text("[data-testid=nothing]").startsWith("No robot matches"));
		browser.type("[data-testid=nothing] button", "\n");
		awaitThat(() -> browser.shows(row("kiwi-01")));
	}

	@Test
	void evidenceIsShownAsEvidenceAndOfASilentRobotAsThePast() {
		Beat driven = new Beat("b-1", 2L, Instant.now(Clock.systemUTC()), 5, ReportedStatus.OK, null, null, null,
				new TeleoperationEvidence(true, 30f, 12L, CommandSource.OPERATOR, "op-7"));
		open("/");
		this.monitor.commit(Robots.beats("kiwi-01", driven, null));
		awaitThat(
				() -> browser.text(row("kiwi-01") + " [data-testid=evidence]").equals("commands 30 Hz\noperator op-7"));
		this.monitor.commit(Robots.changes(Robots.robot("kiwi-01", 2, "Kiwi one", RobotStatus.OFFLINE, "lab-a", null)));
		awaitThat(() -> browser.text(row("kiwi-01") + " [data-testid=evidence]").startsWith("last: commands 30 Hz"));
		assertThat(browser.text("[data-testid=table]")).doesNotContain("operated");
	}

	@Test
	void oldDataIsCalledOld() {
		open("/");
		this.monitor.stateManager().away(true);
		awaitThat(() -> browser.text("[data-testid=notice]").startsWith("The state manager does not answer."));
		this.monitor.stateManager().away(false);
		awaitThat(() -> !browser.shows("[data-testid=notice]"));
		this.monitor.close();
		awaitThat(() -> browser.text("[data-testid=notice]").startsWith("The connection is lost."));
		assertThat(browser.shows(row("kiwi-01"))).isTrue();
	}

	@Test
	void thePageComesBackWithAFreshSnapshot() throws IOException {
		open("/");
		int port = this.monitor.port();
		this.monitor.close();
		awaitThat(() -> browser.text("[data-testid=notice]").startsWith("The connection is lost."));
		this.monitor = new Monitor(SharedStores.redis(), "server.port=" + port).awaitLive();
		this.monitor.load(Robots.robot("kiwi-77", 1, "After the break", RobotStatus.ONLINE, "lab-a", beatNow(1)));
		awaitThat(() -> browser.shows(row("kiwi-77")) && !browser.shows(row("kiwi-01")));
		awaitThat(() -> browser.text("[data-testid=freshness]").startsWith("Live"));
	}

	private void open(String path) {
		browser.open(this.monitor.url(path));
		awaitThat(() -> browser.shows("[data-testid=robot]") || browser.shows("[data-testid=nothing]"));
	}

	private static String row(String id) {
		return "[data-robot-id='" + id + "']";
	}

	private static Beat beatNow(long seq) {
		return Robots.beat("b-1", seq, Instant.now(Clock.systemUTC()));
	}

	private static void awaitThat(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).until(condition);
	}

}
