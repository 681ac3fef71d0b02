package com.lekiwi.heartbeat.acceptance.page;

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

/** What an operator does at the screen, through the edge, to the real fleet. */
@ExtendWith(WholeStack.class)
@Timeout(180)
class OperatorIntegrationTests {

	private static final String ROW = "[data-robot-id='desk-1']";

	@BeforeAll
	static void aBrowserIsInstalled() {
		assumeTrue(Browser.isInstalled(), "the dashboard is not tested: " + Browser.HOW_TO_GET_ONE);
	}

	@Test
	void aRobotIsNamedSetAsideFollowedAndLookedAtInThePast(LocalStack stack) {
		try (Browser browser = new Browser(1280, 900); Hand hand = new Hand(stack)) {
			hand.keep("desk-1", "desk-hall");
			browser.open(stack.edge("/?q=desk-1&feed=on"));
			text(browser, ROW + " .status", "Online");
			text(browser, "[data-testid=feed]", "Heard for the first time");
			browser.click(ROW + " [data-testid=name]");
			text(browser, "[data-testid=events]", "Heard for the first time");
			text(browser, "[data-testid=uptime]", "100.00 %");

			browser.click("[data-testid=edit]");
			enter(browser, "#field-name", "Desk <b>one</b>");
			browser.click("[data-testid=save]");
			text(browser, "#robot-name", "Desk <b>one</b>");

			// Another screen, or program, is quicker.
			browser.click("[data-testid=edit]");
			enter(browser, "#field-name", "Late");
			hand.patch("desk-1", "{\"name\":\"Quick\"}");
			text(browser, "#robot-name", "Quick");
			browser.click("[data-testid=save]");
			text(browser, "[data-testid=conflict]", "It is now named Quick");
			browser.click("[data-testid=save]");
			text(browser, "#robot-name", "Late");
			text(browser, "[data-testid=events] [data-kind=changed]", "name Late (was Quick)");

			browser.click("[data-testid=maintain]");
			enter(browser, "#field-by", "");
			browser.click("[data-testid=save]");
			patiently().until(() -> browser.shows("[data-testid=wrong-by]"));
			browser.enter("#field-by", "ada");
			browser.click("[data-testid=save]");
			text(browser, "[data-testid=robot-state]", "Maintenance");
			text(browser, "[data-testid=feed] li:first-child", "by ada");
			browser.click("[data-testid=toast][data-kind=saved]:last-child [data-testid=toast-action]");
			text(browser, "[data-testid=robot-state]", "Online");

			browser.run("""
					const slider = document.querySelector('[data-testid=scrub]');
					slider.value = slider.min;
					slider.dispatchEvent(new Event('input', {bubbles: true}));""");
			text(browser, "[data-testid=then]", "6 h 00 min ago not known yet");
			browser.click("[data-testid=fleet-then]");
			text(browser, "[data-testid=past-bar]", "You are looking at the past");
			patiently().until(() -> !browser.shows(ROW));
			assertThat(browser.address()).contains("at=").doesNotContain("robot=");
			browser.click("[data-testid=back-to-now]");
			text(browser, ROW, "Late");
			assertThat(browser.complaints())
				.allMatch(complaint -> complaint.contains(" 412 ") || complaint.contains(" 400 "));
		}
	}

	private static void enter(Browser browser, String field, String text) {
		patiently().until(() -> browser.shows(field));
		browser.enter(field, text);
	}

	private static void text(Browser browser, String selector, String part) {
		patiently().untilAsserted(() -> assertThat(browser.text(selector)).contains(part));
	}

}
