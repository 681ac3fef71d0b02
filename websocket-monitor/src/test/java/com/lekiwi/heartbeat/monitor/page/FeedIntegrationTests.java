package com.lekiwi.heartbeat.monitor.page;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.event.SubjectKind;
import com.lekiwi.heartbeat.monitor.fixture.Desk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.lekiwi.heartbeat.monitor.fixture.Desk.part;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens, as it happens, with its causes; and what is told aloud of it. */
@ExtendWith(Desk.Shared.class)
@Timeout(120)
class FeedIntegrationTests {

	private static final String NEWEST = part("feed-event") + ":first-child";

	private final Desk desk;

	FeedIntegrationTests(Desk desk) {
		this.desk = desk;
	}

	@Test
	void eventsAreToldWithTheirCausesFilteredByKindAndLeadToTheRobot() {
		this.desk.fleet(this.desk.online("feed-1", "Feeder", "lab-a"));
		this.desk.happened("feed-1", "rebooted", Duration.ofMinutes(3), Map.of());
		this.desk.open("/?feed=on");
		this.desk.untilText(NEWEST, "Rebooted");
		this.desk.happened("feed-1", "offline", Duration.ZERO, Map.of("cause", "said_goodbye"));
		this.desk.untilText(NEWEST, "Feeder\nOffline: said goodbye");
		this.desk.click(part("kind"));
		this.desk.click(".menu-list [data-value=rebooted]");
		this.desk.untilText(NEWEST, "Rebooted");
		assertThat(this.desk.address()).contains("kind=rebooted", "feed=on");
		this.desk.click(part("kind"));
		this.desk.click(NEWEST + " a");
		this.desk.untilText("#robot-name", "Feeder");
		assertThat(this.desk.browser().complaints()).isEmpty();
	}

	@Test
	void incidentsAreToldOnceHoweverManyRobotsTheyTake() {
		this.desk.fleet(this.desk.online("feed-2", "Loner", "lab-a"));
		this.desk.open("/");
		this.desk.untilText(part("freshness"), "Live");
		this.desk.monitor()
			.history()
			.happened(SubjectKind.SITE, "dock", "site_unreachable", this.desk.ago(Duration.ZERO),
					Map.of("cause", "site", "robots_lost", 5, "robots_alive", 5, "announced", true));
		for (int i = 0; i < 5; i++) {
			this.desk.happened("dock-" + i, "offline", Duration.ZERO, Map.of("cause", "site", "announced", false));
		}
		this.desk.untilText(part("toast"), "Site dock: whole site silent: 5 of 5 robots fell silent together");
		assertThat(this.desk.browser().run("return document.querySelectorAll('[data-testid=toast]').length"))
			.isEqualTo(1L);
		assertThat(this.desk.browser().attribute(part("toasts"), "aria-live")).contains("polite");
		this.desk.happened("feed-2", "failed", Duration.ZERO, Map.of());
		this.desk.untilText(part("toast") + "[data-kind=failed]", "Loner: Failed");
		this.desk.click(part("toast") + "[data-kind=failed] button");
		this.desk.until(() -> !this.desk.browser().shows(part("toast") + "[data-kind=failed]"));
	}

	@Test
	void soundIsOffUntilSomebodyWantsItAndIsRemembered() {
		this.desk.fleet(this.desk.online("feed-3", "Loud", "lab-a"));
		this.desk.open("/");
		this.desk
			.until(() -> this.desk.browser().attribute(part("sound"), "aria-pressed").equals(Optional.of("false")));
		this.desk.click(part("sound"));
		this.desk.until(() -> this.desk.browser().attribute(part("sound"), "aria-pressed").equals(Optional.of("true")));
		this.desk.browser().driver().navigate().refresh();
		this.desk.until(() -> this.desk.browser().attribute(part("sound"), "aria-pressed").equals(Optional.of("true")));
	}

	@Test
	void aSoundIsMadeForIncidentsOnlyWhereSomebodyWantsIt() {
		this.desk.fleet(this.desk.online("feed-4", "Bell", "lab-a"));
		this.desk.open("/");
		this.desk.untilText(part("freshness"), "Live");
		this.desk.browser().run("""
				window.sounds = 0;
				window.AudioContext = class extends AudioContext {
				  createOscillator() { sounds++; return super.createOscillator(); }
				};""");
		this.desk.happened("feed-4", "failed", Duration.ZERO, Map.of());
		this.desk.until(() -> this.desk.browser().shows(part("toast") + "[data-kind=failed]"));
		assertThat(sounds()).isZero();
		this.desk.click(part("sound"));
		// It is heard what is chosen.
		this.desk.until(() -> sounds() == 1);
		this.desk.happened("feed-4", "recovered", Duration.ZERO, Map.of());
		this.desk.happened("feed-4", "identity_conflict", Duration.ZERO, Map.of());
		this.desk.until(() -> sounds() == 2);
		this.desk.click(part("sound"));
		this.desk.happened("feed-4", "ghost_driver", Duration.ZERO, Map.of());
		this.desk.until(() -> this.desk.browser().shows(part("toast") + "[data-kind=ghost_driver]"));
		assertThat(sounds()).isEqualTo(2);
	}

	@Test
	void manyOfAKindAreOneMessage() {
		this.desk.fleet(this.desk.online("feed-5", "Many", "lab-a"));
		this.desk.open("/");
		this.desk.untilText(part("freshness"), "Live");
		this.desk.monitor().stateManager().holdLog(true);
		for (int i = 0; i < 30; i++) {
			this.desk.happened("feed-5-" + i, "failed", Duration.ZERO, Map.of());
		}
		this.desk.monitor().stateManager().holdLog(false);
		this.desk.untilText(part("toast") + "[data-kind=failed]", "30 robots failed");
		assertThat(this.desk.browser().run("return document.querySelectorAll('[data-testid=toast]').length"))
			.isEqualTo(1L);
	}

	private long sounds() {
		return (Long) this.desk.browser().run("return window.sounds");
	}

}
