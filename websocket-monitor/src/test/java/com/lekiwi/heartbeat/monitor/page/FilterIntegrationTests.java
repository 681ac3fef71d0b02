package com.lekiwi.heartbeat.monitor.page;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Finding robots: filters, search, order and groups, all of them in the address. */
@ExtendWith(Desk.Shared.class)
@Timeout(120)
class FilterIntegrationTests {

	private final Desk desk;

	FilterIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@BeforeEach
	void aFleetOfTwoSites() {
		this.desk.fleet(robot("find-1", RobotType.LEKIWI, "lab-a", TeleoperationStatus.OPERATED, "blue"),
				robot("find-2", RobotType.XLE, "lab-a", TeleoperationStatus.READY, "blue"),
				robot("find-3", RobotType.LEKIWI, "lab-b", TeleoperationStatus.UNCLAIMED, "red"),
				Robots.robot("find-4", 1, "find-4", RobotStatus.OFFLINE, null, this.desk.beat(1)));
	}

	@Test
	void eachFilterIsChosenFromAListWithCountsAndTheWayBackTakesItAway() {
		this.desk.open("/?sort=name");
		this.desk.untilText(part("shown"), "4 of 4");
		choose("teleoperation", "unclaimed");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-3")));
		assertThat(this.desk.address()).contains("teleoperation=unclaimed");
		this.desk.browser().driver().navigate().back();
		this.desk.until(() -> this.desk.drawn().size() == 4);
		assertThat(this.desk.address()).doesNotContain("teleoperation");

		choose("tag", "blue");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-1", "find-2")));
		choose("type", "xle");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-2")));
		this.desk.browser().driver().navigate().refresh();
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-2")));
		assertThat(this.desk.browser().text(part("tag"))).isEqualTo("Tag: blue");
		this.desk.click(part("show-all"));
		this.desk.until(() -> this.desk.drawn().size() == 4);
		assertThat(this.desk.address()).doesNotContain("tag", "type");
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void robotsWithoutASiteCanBeAskedFor() {
		this.desk.open("/");
		choose("site", "");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-4")));
		assertThat(this.desk.browser().text(part("site"))).isEqualTo("Site: No site");
	}

	@Test
	void sitesAreGroupsWithCountsThatFold() {
		this.desk.open("/");
		this.desk.click(part("group-site"));
		this.desk.untilText("[data-site='lab-a']", "2 robots");
		assertThat(this.desk.browser().text("[data-site='lab-a']")).contains("2\nOnline");
		assertThat(this.desk.browser().text("[data-site='']")).contains("No site", "1 robot", "1\nOffline");
		assertThat(this.desk.drawn()).containsExactly("find-1", "find-2", "find-3", "find-4");
		this.desk.click("[data-site='lab-a']");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-3", "find-4")));
		assertThat(this.desk.address()).contains("group=site", "fold=lab-a");
		this.desk.click(part("view-grid"));
		this.desk.until(() -> this.desk.browser().shows(part("grid") + " " + row("find-3")));
		assertThat(this.desk.drawn()).containsExactly("find-3", "find-4");
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void theOrderIsChosenAtTheHeadOfAColumnAndStandsInTheAddress() {
		this.desk.open("/");
		this.desk.click(".head .at-robot button");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-1", "find-2", "find-3", "find-4")));
		assertThat(this.desk.address()).contains("sort=name");
		this.desk.click(".head .at-robot button");
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-4", "find-3", "find-2", "find-1")));
		assertThat(this.desk.address()).contains("sort=-name");
		assertThat(this.desk.browser().attribute(".head .at-robot", "aria-sort")).contains("descending");
		this.desk.browser().driver().navigate().refresh();
		this.desk.until(() -> this.desk.drawn().equals(List.of("find-4", "find-3", "find-2", "find-1")));
	}

	@Test
	void whoIsDrivenIsSeenAtAGlanceInWordsAndShapes() {
		this.desk.open("/");
		this.desk.untilText(row("find-1") + " " + part("driven"), "Operated");
		assertThat(this.desk.browser().text(row("find-3") + " " + part("driven"))).isEqualTo("Unclaimed");
		assertThat(this.desk.browser().shows(row("find-3") + " " + part("driven") + " svg")).isTrue();
		// Nobody known drives it: it stands first, after nothing but failures.
		assertThat(this.desk.drawn().getFirst()).isEqualTo("find-3");
	}

	private void choose(String filter, String value) {
		this.desk.click(part(filter));
		this.desk.click(".menu-list [data-value='" + value + "']");
		this.desk.click(part(filter));
	}

	private Robot robot(String id, RobotType type, String site, TeleoperationStatus driven, String tag) {
		return new Robot(new RobotId(id), 1, id, type, site, "10.1.0.7", List.of(tag), RobotStatus.ONLINE, Robots.START,
				true, null, false, null, Robots.START, null, null, this.desk.beat(1), null, driven);
	}

}
