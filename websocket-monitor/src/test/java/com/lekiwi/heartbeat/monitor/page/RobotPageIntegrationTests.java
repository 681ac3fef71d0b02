package com.lekiwi.heartbeat.monitor.page;

import java.time.Duration;
import java.util.Map;

import com.lekiwi.heartbeat.contract.history.RobotThen;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

/** A robot's own page: what it was, and what people change of it. */
@ExtendWith(Desk.Shared.class)
@Timeout(120)
class RobotPageIntegrationTests {

	private final Desk desk;

	RobotPageIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@AfterEach
	void theServiceAnswersAgain() {
		this.desk.monitor().history().away(false);
	}

	@Test
	void theTimelineTellsHowItWasAtTheTimePointedAt() {
		this.desk.fleet(this.desk.online("page-1", "Pager", "lab-a"));
		this.desk.happened("page-1", "offline", Duration.ofHours(3), Map.of("cause", "single_loss"));
		this.desk.happened("page-1", "online", Duration.ofHours(1), Map.of());
		this.desk.monitor()
			.history()
			.then(new RobotThen(new RobotId("page-1"), "Pager", RobotType.LEKIWI, "lab-a", RobotStatus.OFFLINE, false));
		this.desk.open("/?q=page");
		this.desk.click(row("page-1") + " .name");
		this.desk.untilText(part("uptime"), "90.00 %");
		this.desk.until(() -> this.desk.browser().shows(part("lane-battery") + " path.mean"));
		assertThat(this.desk.address()).contains("robot=page-1", "q=page");
		assertThat(this.desk.browser().text(part("events"))).contains("Online again", "Offline: fell silent alone");

		// Half of the six hours back it was offline.
		scrub(0.6);
		this.desk.untilText(part("then"), "Offline");
		assertThat(this.desk.browser().text(part("then"))).contains("2 h 2", "Before that: Offline: fell silent alone");
		assertThat(this.desk.browser().text(part("lane-cpu"))).contains("31 %");
		scrub(0.9);
		this.desk.untilText(part("then"), "Online");
		scrub(0.6);
		this.desk.untilText(part("then"), "Offline");
		assertThat(this.desk.address()).contains("t=");
		this.desk.browser().driver().navigate().refresh();
		this.desk.untilText(part("then"), "Offline");

		this.desk.click(part("fleet-then"));
		this.desk.untilText(part("past-bar"), "You are looking at the past");
		this.desk.untilText(row("page-1") + " .status", "Offline");
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void theSliderIsMovedByKeys() {
		this.desk.fleet(this.desk.online("page-2", "Keyed", "lab-a"));
		this.desk.open("/?robot=page-2&range=1h");
		this.desk.until(() -> this.desk.browser().shows(part("scrub")));
		this.desk.browser().driver().executeScript("document.querySelector('[data-testid=scrub]').focus()");
		this.desk.press(Keys.HOME);
		this.desk.untilText(part("then"), "1 h 00 min");
		this.desk.press(Keys.END);
		this.desk.untilText(part("then"), "Drag over the charts");
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> this.desk.browser().shows(row("page-2")));
	}

	@Test
	void aNameIsGivenAndTakenBackAndAConflictIsNeverOverwrittenUnseen() {
		Robot robot = this.desk.online("page-3", "Before", "lab-a");
		this.desk.fleet(robot);
		this.desk.open("/?robot=page-3");
		this.desk.click(part("edit"));
		this.desk.enter("#field-name", "After");
		this.desk.enter("#field-tags", "blue, fast");
		this.desk.click(part("save"));
		this.desk.untilText("#robot-name", "After");
		this.desk.untilText("[aria-label=Identity] .tags", "fast");
		this.desk.click(part("toast-action"));
		this.desk.untilText("#robot-name", "Before");

		Robot now = this.desk.monitor().stateManager().find("page-3");
		this.desk.monitor().history().renameUnseen(now, "Hers");
		this.desk.click(part("edit"));
		this.desk.enter("#field-name", "Mine");
		this.desk.click(part("save"));
		this.desk.untilText(part("conflict"), "It is now named Hers");
		assertThat(this.desk.browser().run("return document.querySelector('#field-name').value")).isEqualTo("Mine");
		this.desk.click(part("save"));
		this.desk.untilText("#robot-name", "Mine");
	}

	@Test
	void whatIsWrongStandsAtItsField() {
		this.desk.fleet(this.desk.online("page-4", "Faulty", "lab-a"));
		this.desk.open("/?robot=page-4");
		this.desk.click(part("edit"));
		this.desk.enter("#field-site", "s".repeat(65));
		this.desk.click(part("save"));
		this.desk.untilText(part("wrong-site"), "at most 64 characters");
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> !this.desk.browser().shows(part("ask")));
		this.desk.click(part("maintain"));
		this.desk.click(part("save"));
		this.desk.untilText(part("wrong-by"), "must not be empty");
		this.desk.monitor().history().away(true);
		this.desk.enter("#field-by", "ada");
		this.desk.click(part("save"));
		this.desk.untilText(part("trouble"), "cannot take this now");
	}

	@Test
	void aRobotIsSetAsideUntilATimeAndThatIsUndone() {
		this.desk.fleet(this.desk.online("page-5", "Aside", "lab-a"));
		this.desk.open("/?robot=page-5");
		this.desk.click(part("maintain"));
		this.desk.click(part("for-8h"));
		this.desk.enter("#field-by", "ada");
		this.desk.enter("#field-reason", "new <i>wheels</i>");
		this.desk.click(part("save"));
		this.desk.untilText(part("robot-state"), "Maintenance");
		this.desk.until(
				() -> this.desk.browser().text(part("aside")).matches(".*\\(7 h 59 min\\), by ada: new <i>wheels</i>"));
		this.desk.click(part("toast-action"));
		this.desk.untilText(part("robot-state"), "Online");
		this.desk.click(part("maintain"));
		this.desk.until(() -> this.desk.browser().shows("#field-by"));
		assertThat(this.desk.browser().run("return document.querySelector('#field-by').value")).isEqualTo("ada");
		this.desk.click(part("save"));
		this.desk.untilText(part("robot-state"), "Maintenance");
		this.desk.click(part("maintain"));
		this.desk.click(part("end-maintenance"));
		this.desk.untilText(part("robot-state"), "Online");
	}

	@Test
	void anUnknownRobotAndASilentServiceAreSaid() {
		this.desk.fleet(this.desk.online("page-7", "Lonely", "lab-a"));
		this.desk.open("/?robot=nobody");
		this.desk.untilText(part("unknown"), "No robot has this id.");
		this.desk.monitor().history().away(true);
		this.desk.open("/?robot=page-7");
		this.desk.untilText("[aria-label=History]", "Its events cannot be read");
	}

	private void scrub(double share) {
		this.desk.browser().run("""
				const slider = document.querySelector('[data-testid=scrub]');
				slider.value = Number(slider.min) + %s * (slider.max - slider.min);
				slider.dispatchEvent(new Event('input', {bubbles: true}));""".formatted(share));
	}

}
