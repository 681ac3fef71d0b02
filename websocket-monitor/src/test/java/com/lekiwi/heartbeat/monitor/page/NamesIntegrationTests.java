package com.lekiwi.heartbeat.monitor.page;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Whatever robots, sites and people are called: it is text, and moves nothing. */
@ExtendWith(Desk.Shared.class)
@Timeout(120)
class NamesIntegrationTests {

	private static final String WIDE = "\u5bbd".repeat(64);

	private static final String NASTY = "<b onclick=alert(1)>\u5bbd</b> \u202eevil \u05e9\u05dc\u05d5\u05dd " + WIDE;

	private final Desk desk;

	NamesIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@BeforeEach
	void namesOfAllKinds() {
		this.desk.fleet(this.desk.online("call-1", NASTY, NASTY.substring(0, 64)),
				this.desk.online("call-2", "Plain", "lab-a"), this.desk.online("call-3", WIDE, WIDE),
				this.desk.online("call-4", "\u202e\u05e9\u05dc\u05d5\u05dd (1)", "\u05d0\u05d1"));
		this.desk.happened("call-1", "changed", Duration.ofMinutes(5),
				Map.of("name", NASTY, "previous", Map.of("name", "x")));
	}

	@Test
	void theyAreTextOnEveryPage() {
		for (String path : List.of("/?feed=on", "/?view=grid&group=site", "/?robot=call-1&feed=on")) {
			this.desk.open(path);
			this.desk.untilText(path.contains("robot=") ? "#robot-name" : row("call-1"), "<b onclick=alert(1)>");
			assertThat(this.desk.fits()).as(path).isTrue();
		}
		this.desk.untilText(part("events"), "(was x)");
		this.desk.click(part("edit"));
		this.desk.until(() -> this.desk.browser().shows("#field-name"));
		assertThat(this.desk.browser().run("return document.querySelector('#field-name').value")).isEqualTo(NASTY);
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void theyAreTextInMessagesAndDialogs() {
		this.desk.open("/?robot=call-1");
		this.desk.untilText(part("freshness"), "Live");
		this.desk.happened("call-1", "failed", Duration.ZERO, Map.of());
		this.desk.untilText(part("toast") + "[data-kind=failed]", "<b onclick=alert(1)>");
		this.desk.click(part("edit"));
		this.desk.enter("#field-site", NASTY.substring(0, 60));
		Robot now = this.desk.monitor().stateManager().find("call-1");
		this.desk.monitor().history().renameUnseen(now, NASTY + "!");
		this.desk.click(part("save"));
		this.desk.untilText(part("conflict"), "<b onclick=alert(1)>");
		assertThat(inside(part("ask"))).isTrue();
		assertThat(this.desk.fits()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "table", "grid" })
	void eachHasAsMuchRoomAsAnyOther(String view) {
		this.desk.open("/?view=" + view);
		this.desk.until(() -> this.desk.drawn().size() == 4);
		Box plain = box("call-2", "");
		for (String robot : List.of("call-1", "call-3", "call-4")) {
			Box its = box(robot, "");
			Box name = box(robot, " .name");
			assertThat(its.width()).as(robot).isEqualTo(plain.width());
			assertThat(its.height()).as(robot).isEqualTo(plain.height());
			assertThat(name.left()).as(robot).isGreaterThanOrEqualTo(its.left());
			assertThat(name.left() + name.width()).as(robot).isLessThanOrEqualTo(its.left() + its.width());
			// Which way a name is written does not move what stands around it.
			assertThat(box(robot, " .status").left() - its.left()).as(robot)
				.isCloseTo(box("call-2", " .status").left() - plain.left(), within(1L));
		}
	}

	@Test
	void noneIsWiderThanAPhone() {
		try (Browser phone = Browser.phone(360, 780)) {
			for (String path : List.of("/", "/?view=grid", "/?group=site", "/?feed=on", "/?robot=call-1",
					"/?robot=call-3")) {
				phone.open(this.desk.monitor().url(path));
				await().atMost(Duration.ofSeconds(20))
					.until(() -> phone.shows(path.contains("robot=") ? part("edit") : row("call-3")));
				assertThat(phone.run("return document.documentElement.scrollWidth")).as(path).isEqualTo(360L);
			}
			phone.click(part("edit"));
			await().until(() -> phone.shows("#field-name"));
			assertThat(phone.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		}
	}

	/** Where something stands, in whole pixels. */
	private record Box(long left, long width, long height) {

	}

	private Box box(String robot, String what) {
		List<?> box = (List<?>) this.desk.browser().run("""
				const box = document.querySelector("%s").getBoundingClientRect();
				return [box.left, box.width, box.height].map(Math.round)""".formatted(row(robot) + what));
		return new Box((Long) box.get(0), (Long) box.get(1), (Long) box.get(2));
	}

	private boolean inside(String selector) {
		return Boolean.TRUE.equals(this.desk.browser()
			.run("""
					const box = document.querySelector("%s").getBoundingClientRect();
					return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight"""
				.formatted(selector)));
	}

}
