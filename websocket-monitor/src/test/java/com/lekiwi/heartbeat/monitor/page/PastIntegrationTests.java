package com.lekiwi.heartbeat.monitor.page;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

/** The fleet as it was, never to be taken for the fleet as it is. */
@ExtendWith(Desk.Shared.class)
@Timeout(120)
class PastIntegrationTests {

	private final Desk desk;

	PastIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@BeforeEach
	void aFleetThatWasAnother() {
		this.desk.fleet(this.desk.online("then-1", "One", "lab-a"), this.desk.online("then-2", "Two", "lab-a"));
		this.desk.monitor()
			.history()
			.then(new RobotThen(new RobotId("then-1"), "Old one", RobotType.LEKIWI, "lab-z", RobotStatus.FAILED, true),
					new RobotThen(new RobotId("then-0"), "Gone", RobotType.XLE, null, RobotStatus.OFFLINE, false));
	}

	@Test
	void thePastIsMarkedSearchedAndLeftWithOneClick() {
		this.desk.open("/");
		this.desk.untilText(part("shown"), "2 of 2");
		this.desk.click(part("past"));
		this.desk.untilText(row("then-1") + " .status", "Failed");
		assertThat(this.desk.browser().text(part("past-bar"))).contains("You are looking at the past", "1 min 0");
		assertThat(this.desk.browser().text(row("then-1"))).contains("Old one", "lab-z");
		assertThat(this.desk.browser().shows(row("then-2"))).isFalse();
		assertThat(this.desk.browser().text(part("count-failed"))).contains("1");
		this.desk.enter(part("search"), "gone");
		this.desk.untilText(part("shown"), "1 of 2");
		this.desk.click(part("back-to-now"));
		this.desk.until(() -> !this.desk.browser().shows(part("past-bar")));
		this.desk.enter(part("search"), "two");
		this.desk.untilText(row("then-2") + " .status", "Online");
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void anInstantIsInTheAddressAndMovedByTheSlider() {
		String at = this.desk.ago(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS).toString();
		this.desk.open("/?view=grid&at=" + at);
		this.desk.untilText(part("past-at"), at.substring(11, 19));
		this.desk.untilText(row("then-0"), "Gone");
		this.desk.browser().driver().executeScript("document.querySelector('[data-testid=past-slider]').focus()");
		this.desk.press(Keys.HOME);
		this.desk.untilText(part("past-bar"), "6 h 0");
		assertThat(this.desk.address()).doesNotContain(at.substring(11, 16));
		this.desk.press("n");
		this.desk.until(() -> !this.desk.browser().shows(part("past-bar")));
	}

	@Test
	void whatIsNotKeptAnyMoreIsSaid() {
		this.desk.open("/?at=" + this.desk.ago(Duration.ofDays(25)).truncatedTo(ChronoUnit.SECONDS));
		this.desk.untilText(part("past-bar"), "That far back nothing is kept. The log begins on");
		assertThat(this.desk.browser().shows(row("then-1"))).isFalse();
	}

}
