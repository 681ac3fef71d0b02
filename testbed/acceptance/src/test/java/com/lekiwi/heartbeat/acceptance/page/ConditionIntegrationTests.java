package com.lekiwi.heartbeat.acceptance.page;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.acceptance.fixture.Hand;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What befalls robots, and why, on the operator's screen, which is never loaded anew. */
@ExtendWith(WholeStack.class)
@Timeout(240)
class ConditionIntegrationTests {

	private static final List<String> DOCK = IntStream.range(0, 4).mapToObj(i -> "why-dock-" + i).toList();

	private static final List<String> YARD = IntStream.range(0, 5).mapToObj(i -> "why-yard-" + i).toList();

	private final Clock clock = Clock.systemUTC();

	@BeforeAll
	static void aBrowserIsInstalled() {
		assumeTrue(Browser.isInstalled(), "the dashboard is not tested: " + Browser.HOW_TO_GET_ONE);
	}

	@Test
	void whateverBefallsARobotIsShownInWordsWithoutAReload(LocalStack stack) {
		try (Browser browser = new Browser(1280, 900); Hand hand = new Hand(stack)) {
			// While they are heard, the fault is never ours.
			DOCK.forEach(robot -> hand.keep(robot, "why-dock"));
			YARD.forEach(robot -> hand.keep(robot, "why-yard"));
			hand.keep("why-silent", "why-hall");
			List.of("why-leaver", "why-flapper", "why-shelf", "why-retired")
				.forEach(robot -> hand.beat(robot, "why-hall"));
			browser.open(stack.edge("/?q=why-"));
			patiently().until(() -> browser.text("[data-testid=shown]").startsWith("14 of"));
			browser.run("window.loadedOnce = true");

			aRobotSaysGoodbye(browser, hand);
			anotherFallsSilent(browser, hand);
			anotherFlaps(browser, hand);
			oneGoesIntoMaintenance(browser, hand);
			aSiteFallsSilent(browser, hand);
			oneIsRetired(browser, hand);
			whatHappenedIsToldOnItsPage(browser);
			theSiteReturns(browser, hand);

			assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
			assertThat(browser.complaints()).isEmpty();
		}
	}

	private void aRobotSaysGoodbye(Browser browser, Hand hand) {
		hand.beat("why-leaver", "why-hall");
		hand.delete("why-leaver/heartbeat");
		awaitStatus(browser, "why-leaver", "Offline\nsaid goodbye");
	}

	private void anotherFallsSilent(Browser browser, Hand hand) {
		hand.silence("why-silent");
		awaitStatus(browser, "why-silent", "Offline\nfell silent alone");
	}

	private void anotherFlaps(Browser browser, Hand hand) {
		for (int i = 0; i < 3; i++) {
			hand.beat("why-flapper", "why-hall");
			hand.delete("why-flapper/heartbeat");
		}
		patiently().until(() -> status(browser, "why-flapper").endsWith("flapping"));
		hand.keep("why-flapper", "why-hall");
		awaitStatus(browser, "why-flapper", "Online\nflapping");
	}

	private void oneGoesIntoMaintenance(Browser browser, Hand hand) {
		hand.put("why-shelf/maintenance", "{\"until\":\"%s\",\"by\":\"ada\",\"reason\":\"new wheels\"}"
			.formatted(this.clock.instant().plus(Duration.ofMinutes(150))));
		patiently().untilAsserted(() -> assertThat(status(browser, "why-shelf"))
			.matches("Maintenance, silent\\suntil .*\\d\\d:\\d\\d \\(2 h \\d\\d min\\)"));
		assertThat(browser.text(row("why-shelf"))).contains("new wheels");
	}

	private void aSiteFallsSilent(Browser browser, Hand hand) {
		YARD.forEach(hand::silence);
		YARD.forEach(robot -> awaitStatus(browser, robot, "Offline\nwhole site silent"));
		patiently().until(() -> browser.text("[data-testid=incident]")
			.startsWith("Site why-yard is unreachable: 5 of 5 robots fell silent together"));
	}

	private void oneIsRetired(Browser browser, Hand hand) {
		assertThat(browser.shows(row("why-retired"))).isTrue();
		hand.beat("why-retired", "why-hall");
		hand.delete("why-retired");
		patiently().until(() -> !browser.shows(row("why-retired")));
	}

	private void whatHappenedIsToldOnItsPage(Browser browser) {
		browser.click(row("why-flapper") + " [data-testid=name]");
		patiently()
			.until(() -> browser.text("[data-testid=events] [data-kind=flapping]").startsWith("Flapping: offline"));
		assertThat(browser.text("[data-testid=events] [data-kind=offline]")).startsWith("Offline: said goodbye");
		assertThat(browser.text("[data-testid=robot-page]")).contains("Heard for the first time", "not announced");
		browser.click("[data-testid=close]");
		patiently().until(() -> !browser.shows("[data-testid=robot-page]"));
	}

	private void theSiteReturns(Browser browser, Hand hand) {
		YARD.forEach(robot -> hand.keep(robot, "why-yard"));
		YARD.forEach(robot -> awaitStatus(browser, robot, "Online"));
		patiently().until(() -> !browser.shows("[data-testid=incident]"));
	}

	private static void awaitStatus(Browser browser, String robot, String words) {
		patiently().untilAsserted(() -> assertThat(status(browser, robot)).isEqualTo(words));
	}

	private static String status(Browser browser, String robot) {
		return browser.text(row(robot) + " .at-status");
	}

	private static String row(String robot) {
		return "[data-robot-id='" + robot + "']";
	}

}
