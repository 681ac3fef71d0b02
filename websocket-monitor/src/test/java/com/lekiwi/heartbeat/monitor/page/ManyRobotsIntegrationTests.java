package com.lekiwi.heartbeat.monitor.page;

import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static com.lekiwi.heartbeat.monitor.fixture.Desk.row;
import static org.assertj.core.api.Assertions.assertThat;

/** Ten thousand robots: what is drawn stays little, and is what should be there. */
@ExtendWith(Desk.Shared.class)
@Timeout(180)
class ManyRobotsIntegrationTests {

	private static final int ROBOTS = 10_000;

	private final Desk desk;

	ManyRobotsIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@Test
	void onlyRobotsInSightAreDrawnWhereverOneScrollsTo() {
		this.desk.fleet();
		this.desk.monitor()
			.stateManager()
			.commit(IntStream.range(0, ROBOTS)
				.mapToObj(i -> Robots.robot("many-%05d".formatted(i), 1, "Many %d".formatted(i), RobotStatus.ONLINE,
						"site-%02d".formatted(i % 40), this.desk.beat(1)))
				.toArray(Robot[]::new));
		// What cannot be read makes the service read the fleet anew.
		this.desk.monitor().publish("no update");
		this.desk.open("/?sort=name");
		this.desk.untilText(part("shown"), "10,000 of 10,000");
		for (String view : new String[] { "table", "grid" }) {
			this.desk.click(part("view-" + view));
			this.desk.until(() -> this.desk.browser().shows(part(view)));
			scrollTo("0");
			this.desk.until(() -> this.desk.browser().shows(row("many-00000")));
			scrollTo("document.body.scrollHeight / 2");
			this.desk.until(() -> this.desk.drawn().stream().anyMatch(id -> id.compareTo("many-04900") > 0)
					&& this.desk.drawn().stream().allMatch(id -> id.startsWith("many-04") || id.startsWith("many-05")));
			scrollTo("document.body.scrollHeight");
			this.desk.until(() -> this.desk.browser().shows(row("many-09999")));
			assertThat(elements()).as(view).isLessThan(2_500);
		}
		this.desk.click(part("group-site"));
		scrollTo("document.body.scrollHeight");
		this.desk.until(() -> this.desk.browser().shows(row("many-09999")) && this.desk.drawn().contains("many-09959"));
		assertThat(elements()).isLessThan(2_500);
		// The last robot's next beat arrives all the same.
		this.desk.monitor().commit(Robots.beats("many-09999", this.desk.beat(77), null));
		this.desk.click(part("view-table"));
		scrollTo("document.body.scrollHeight");
		this.desk.untilText(row("many-09999") + " .at-seq", "77");
		assertThat(this.desk.browser().complaints()).isEmpty();
		this.desk.monitor()
			.stateManager()
			.all()
			.forEach(robot -> this.desk.monitor().stateManager().retire(robot.id().value()));
		this.desk.monitor().publish("no update");
	}

	private long elements() {
		return (Long) this.desk.browser().run("return document.querySelectorAll('*').length");
	}

	private void scrollTo(String place) {
		this.desk.browser().run("scrollTo(0, " + place + ")");
	}

}
