package com.lekiwi.heartbeat.monitor.page;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.incident.BlindTime;
import com.lekiwi.heartbeat.contract.incident.Incident;
import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Axe;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * axe-core finds nothing on any page, in either theme, and nothing is wider than a phone.
 */
@ExtendWith(Desk.Shared.class)
@Timeout(180)
class AccessibilityIntegrationTests {

	private final Desk desk;

	private final Axe axe = new Axe();

	AccessibilityIntegrationTests(Desk desk) throws IOException {
		this.desk = desk;
	}

	@BeforeEach
	void everythingAtOnce() {
		Instant now = this.desk.ago(Duration.ZERO);
		this.desk.fleet(this.desk.online("axe-1", "Fine", "lab-a"),
				Robots.offline(this.desk.online("axe-2", "Away", "lab-a"), OfflineCause.SITE, true),
				Robots.inMaintenance(this.desk.online("axe-3", "Aside", "lab-b"),
						new MaintenanceTime(now, now.plusSeconds(9000), "ada", "wheels")),
				Robots.robot("axe-4", 1, "Ill", RobotStatus.FAILED, "lab-b", this.desk.beat(1)),
				Robots.robot("axe-5", 1, "Known", RobotStatus.DISCOVERED, null, null));
		this.desk.happened("axe-1", "offline", Duration.ofMinutes(40), Map.of("cause", "single_loss"));
		this.desk.happened("axe-1", "online", Duration.ofMinutes(20), Map.of("announced", false));
		this.desk.monitor()
			.history()
			.then(new RobotThen(new RobotId("axe-1"), "Fine", RobotType.LEKIWI, "lab-a", RobotStatus.ONLINE, true));
		this.desk.monitor()
			.stateManager()
			.situation(
					new Situation(now, List.of(new Incident(9, OfflineCause.SITE, "lab-a", now, now, 5, 5, null, null)),
							List.of(new BlindTime(now.minusSeconds(90), now.minusSeconds(60), "restarted"))));
	}

	@AfterEach
	void nothingBefallsAnybody() {
		this.desk.monitor().stateManager().away(false);
		this.desk.monitor().stateManager().situation(new Situation(this.desk.ago(Duration.ZERO), List.of(), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void axeFindsNothing(String theme) {
		use(this.desk.browser(), theme);
		this.desk.open("/?feed=on&group=site");
		this.desk.until(() -> this.desk.browser().shows(row("axe-2")) && this.desk.browser().shows(part("feed-event")));
		nothingIsFound("the table, by site, with events");
		this.desk.click(part("site"));
		this.desk.click(part("past"));
		nothingIsFound("the past");
		this.desk.open("/?view=grid&q=axe");
		this.desk.until(() -> this.desk.browser().shows(row("axe-2")));
		nothingIsFound("the grid");
		this.desk.click(part("type"));
		nothingIsFound("an open filter");
		this.desk.open("/?q=nobody-at-all");
		this.desk.until(() -> this.desk.browser().shows(part("nothing")));
		nothingIsFound("nothing");
		this.desk.open("/?robot=axe-1&range=1h&t=" + this.desk.ago(Duration.ofMinutes(30)));
		this.desk.untilText(part("then"), "Offline");
		nothingIsFound("a robot");
		this.desk.click(part("edit"));
		nothingIsFound("a robot's name");
		this.desk.open("/?robot=axe-3");
		this.desk.click(part("maintain"));
		this.desk.enter("#field-by", "");
		this.desk.click(part("save"));
		this.desk.untilText(part("wrong-by"), "must not");
		nothingIsFound("maintenance with a fault");
		this.desk.open("/?robot=nobody");
		this.desk.untilText(part("unknown"), "No robot");
		nothingIsFound("an unknown robot");
		this.desk.monitor().stateManager().away(true);
		this.desk.open("/");
		this.desk.untilText(part("notice"), "The state manager does not answer");
		nothingIsFound("old data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void axeFindsNothingOnWhatStandsAboveThePage(String theme) {
		use(this.desk.browser(), theme);
		this.desk.open("/?robot=axe-1");
		this.desk.untilText(part("freshness"), "Live");
		this.desk.press("?");
		this.desk.untilText(part("ask"), "Keyboard shortcuts");
		nothingIsFound("the help");
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> !this.desk.browser().shows(part("ask")));
		this.desk.click(part("maintain"));
		this.desk.until(() -> this.desk.browser().shows("#field-until"));
		nothingIsFound("maintenance");
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> !this.desk.browser().shows(part("ask")));
		for (String kind : List.of("failed", "identity_conflict", "ghost_driver")) {
			this.desk.happened("axe-1", kind, Duration.ZERO, Map.of());
			this.desk.until(() -> this.desk.browser().shows(part("toast") + "[data-kind=" + kind + "]"));
		}
		nothingIsFound("messages");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void nothingIsWiderThanThePhoneAndAxeFindsNothingOnIt(String theme) {
		try (Browser phone = Browser.phone(360, 780)) {
			use(phone, theme);
			for (String path : List.of("/?group=site", "/?view=grid", "/?feed=on", "/?robot=axe-3&range=1h",
					"/?at=" + this.desk.ago(Duration.ofHours(1)))) {
				phone.open(this.desk.monitor().url(path));
				await().atMost(Duration.ofSeconds(20))
					.until(() -> phone.shows("[data-robot-id]") || phone.shows(part("timeline")));
				fitsAndIsFlawless(phone, path);
			}
			phone.open(this.desk.monitor().url("/"));
			await().until(() -> phone.shows(part("more-filters")));
			phone.click(part("more-filters"));
			await().until(() -> phone.shows(part("site")));
			phone.click(part("site"));
			fitsAndIsFlawless(phone, "an open filter");
			phone.click("[data-value='lab-b']");
			await().until(() -> phone.text(part("shown")).startsWith("2 of"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "edit", "maintain" })
	void dialogsFitOnAPhone(String button) {
		try (Browser phone = Browser.phone(360, 780)) {
			phone.open(this.desk.monitor().url("/?robot=axe-3"));
			await().until(() -> phone.shows(part(button)));
			phone.click(part(button));
			await().until(() -> phone.shows(part("ask")));
			fitsAndIsFlawless(phone, button);
		}
	}

	private void use(Browser browser, String theme) {
		browser.open(this.desk.monitor().url("/"));
		browser.run("localStorage.setItem('heartbeat.theme', '" + theme + "')");
	}

	private void fitsAndIsFlawless(Browser phone, String where) {
		assertThat(phone.run("return document.documentElement.scrollWidth")).as(where).isEqualTo(360L);
		assertThat(this.axe.findings(phone)).as(where).isEmpty();
	}

	private void nothingIsFound(String where) {
		assertThat(this.axe.findings(this.desk.browser())).as(where).isEmpty();
	}

}
