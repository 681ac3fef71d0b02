package com.lekiwi.heartbeat.acceptance.page;

import java.io.IOException;

import com.lekiwi.heartbeat.acceptance.fixture.LivelyFleet;
import com.lekiwi.heartbeat.acceptance.fixture.WholeStack;
import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.fleet.roster.RobotProfile;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.acceptance.fixture.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** From a robot to the operator's screen, in a real browser. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class DashboardIntegrationTests {

	private static final int FIRST = 401;

	@BeforeAll
	static void aBrowserIsInstalled() {
		assumeTrue(Browser.isInstalled(), "the dashboard is not tested: " + Browser.HOW_TO_GET_ONE);
	}

	@Test
	void aRobotAppearsWithItsFirstBeatMovesWithTheNextAndIsOfflineWhenItFallsSilent(LocalStack stack)
			throws IOException {
		RobotId robot = RobotProfile.of(FIRST).id();
		String row = "[data-robot-id='" + robot + "']";
		try (Browser browser = new Browser(1280, 900)) {
			browser.open(stack.edge("/?q=" + robot));
			patiently().until(() -> browser.shows("[data-testid=nothing]"));
			assertThat(browser.shows(row)).isFalse();

			try (LivelyFleet fleet = LivelyFleet.steady(stack, FIRST, 1)) {
				patiently().until(() -> browser.text(row + " .status").equals("Online"));
				long shown = seq(browser, row);
				patiently().until(() -> seq(browser, row) > shown + 5);
				patiently().until(() -> browser.text(row + " [data-testid=age]").matches("[01] s ago"));

				fleet.fleet().silence(robot);
				patiently().until(() -> browser.text(row + " .status").equals("Offline"));
				long last = fleet.fleet().expectation(robot).orElseThrow().seq();
				assertThat(seq(browser, row)).isEqualTo(last);
				// The age goes on, though nothing arrives any more.
				patiently().until(() -> browser.text(row + " [data-testid=age]").matches("([5-9]|[1-9][0-9]) s ago"));
			}
		}
	}

	/** The number of the beat that is shown; 0 when none is. */
	private static long seq(Browser browser, String row) {
		String digits = browser.text(row + " .at-seq").replaceAll("\\D", "");
		return digits.isEmpty() ? 0 : Long.parseLong(digits);
	}

}
