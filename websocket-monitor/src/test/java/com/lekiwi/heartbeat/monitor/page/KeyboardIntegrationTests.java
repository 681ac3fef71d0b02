package com.lekiwi.heartbeat.monitor.page;

import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Everything by keyboard. */
@ExtendWith(Desk.Shared.class)
@Timeout(120)
class KeyboardIntegrationTests {

	private final Desk desk;

	KeyboardIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@Test
	void theFirstTabLeadsPastEverythingAndArrowsGoFromRobotToRobot() {
		this.desk.fleet(IntStream.range(0, 120)
			.mapToObj(i -> this.desk.online("key-%03d".formatted(i), "Key %d".formatted(i), "lab-a"))
			.toArray(Robot[]::new));
		this.desk.open("/?sort=name");
		this.desk.until(() -> this.desk.browser().shows(row("key-000")));
		this.desk.press(Keys.TAB);
		assertThat(this.desk.browser().driver().switchTo().activeElement().getText()).isEqualTo("Skip to the robots");
		this.desk.press(Keys.ENTER);
		this.desk.until(() -> "key-000".equals(focused()));
		this.desk.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
		this.desk.until(() -> "key-002".equals(focused()));
		this.desk.press(Keys.END);
		this.desk.until(() -> "key-119".equals(focused()));
		this.desk.press(Keys.ENTER);
		this.desk.untilText("#robot-name", "Key 119");
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> "key-119".equals(focused()));

		this.desk.press("v");
		this.desk.until(() -> this.desk.browser().shows(part("grid")));
		this.desk.until(() -> this.desk.browser().shows(".name[tabindex='0']"));
		this.desk.browser().run("document.querySelector('.name[tabindex=\"0\"]').focus()");
		this.desk.press(Keys.HOME);
		this.desk.until(() -> "key-000".equals(focused()));
		this.desk.press(Keys.ARROW_RIGHT);
		this.desk.until(() -> "key-001".equals(focused()));
		assertThat(this.desk.browser().run("return document.querySelectorAll('.name[tabindex=\"0\"]').length"))
			.isEqualTo(1L);
	}

	@Test
	void shortcutsAreListedAndWork() {
		this.desk.fleet(this.desk.online("key-x", "Keyed", "lab-a"));
		this.desk.open("/");
		this.desk.until(() -> this.desk.browser().shows(row("key-x")));
		this.desk.press("?");
		this.desk.untilText(part("ask"), "Keyboard shortcuts");
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> !this.desk.browser().shows(part("ask")));
		this.desk.press("/", "zzz");
		this.desk.untilText(part("nothing"), "No robot matches");
		this.desk.press(Keys.ESCAPE, "e");
		this.desk.until(() -> this.desk.browser().shows(part("feed")));
		this.desk.press(Keys.ESCAPE);
		this.desk.until(() -> !this.desk.browser().shows(part("feed")));
		this.desk.press("t");
		this.desk.until(() -> this.desk.browser().shows(part("past-bar")));
	}

	@Test
	void howThePageLooksAndSoundsIsChosenByKeysAndKept() {
		this.desk.fleet(this.desk.online("key-y", "Keyed", "lab-a"));
		this.desk.open("/");
		this.desk.until(() -> this.desk.browser().shows(row("key-y")));
		this.desk.press("d", "d", "m", "s", "v");
		this.desk
			.until(() -> this.desk.browser().shows(part("grid")) && this.desk.browser().shows("[data-site='lab-a']"));
		this.desk.browser().driver().navigate().refresh();
		this.desk
			.until(() -> this.desk.browser().shows(part("grid")) && this.desk.browser().shows("[data-site='lab-a']"));
		assertThat(this.desk.browser().attribute("html", "data-theme")).contains("dark");
		assertThat(this.desk.browser().attribute(part("sound"), "aria-pressed")).contains("true");
		this.desk.press("t");
		this.desk.until(() -> this.desk.browser().shows(part("past-bar")));
		this.desk.press("n");
		this.desk.until(() -> !this.desk.browser().shows(part("past-bar")));
	}

	private Object focused() {
		return this.desk.browser()
			.run("return document.activeElement.closest('[data-robot-id]')?.dataset.robotId ?? null");
	}

}
