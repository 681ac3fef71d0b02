package com.lekiwi.heartbeat.monitor.fleet;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.MaintenanceTime;
import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.robot.RobotStatus;
import com.lekiwi.heartbeat.contract.robot.TeleoperationStatus;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.monitor.fixture.Robots;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RobotMergeTests {

	private final Robot known = Robots.robot("kiwi-01", 3, RobotStatus.ONLINE, Robots.beat(10));

	@Test
	void aChangeIsNewsOnlyWithAHigherVersion() {
		Robot other = Robots.robot("kiwi-01", 3, RobotStatus.OFFLINE, null);
		assertThat(RobotMerge.change(this.known, Robots.change(other))).isSameAs(this.known);
		Robot newer = Robots.robot("kiwi-01", 4, RobotStatus.OFFLINE, null);
		Robot merged = RobotMerge.change(this.known, Robots.change(newer));
		assertThat(merged.status()).isEqualTo(RobotStatus.OFFLINE);
		assertThat(merged.beat()).isEqualTo(this.known.beat());
		assertThat(merged.counters()).isEqualTo(this.known.counters());
	}

	@Test
	void whyARobotIsAsItIsComesWithTheChangeAndStaysWithItsBeats() {
		MaintenanceTime window = new MaintenanceTime(Robots.START, Robots.START.plusSeconds(60), "ada", "new wheels");
		Robot offline = Robots.offline(this.known, OfflineCause.SITE, true);
		Robot merged = RobotMerge.change(this.known, Robots.change(offline));
		assertThat(merged).isEqualTo(offline);
		assertThat(RobotMerge.beat(merged, change(Robots.beat(11), null)).offlineCause()).isEqualTo(OfflineCause.SITE);
		Robot aside = Robots.inMaintenance(merged, window);
		assertThat(RobotMerge.loaded(merged, aside)).isEqualTo(aside);
		assertThat(RobotMerge.loaded(aside, merged)).isEqualTo(aside);
	}

	@Test
	void aRepeatedOrOlderBeatChangesNothing() {
		assertThat(RobotMerge.beat(this.known, change(Robots.beat(10), new Counters(99, 9, 9)))).isSameAs(this.known);
		assertThat(RobotMerge.beat(this.known, change(Robots.beat(9), new Counters(99, 9, 9)))).isSameAs(this.known);
	}

	@Test
	void aNewerBeatBringsItsCountersOrOnlyReceivedGrows() {
		assertThat(RobotMerge.beat(this.known, change(Robots.beat(12), new Counters(11, 1, 0))).counters())
			.isEqualTo(new Counters(11, 1, 0));
		assertThat(RobotMerge.beat(this.known, change(Robots.beat(12), null)).counters())
			.isEqualTo(new Counters(12, 0, 0));
	}

	@Test
	void acrossBootsTheTimeOfReceiptDecides() {
		Beat reboot = Robots.beat("b-2", 1, Robots.START.plusSeconds(11));
		Beat before = Robots.beat("b-0", 500, Robots.START.plusSeconds(9));
		assertThat(RobotMerge.beat(this.known, change(reboot, null)).beat()).isEqualTo(reboot);
		assertThat(RobotMerge.beat(this.known, change(before, null))).isSameAs(this.known);
	}

	@Test
	void ofBeatsWithoutNumbersTheOneThatWasReceivedLaterIsNews() {
		Robot keyed = Robots.robot("kiwi-01", 3, RobotStatus.ONLINE, Robots.keyed(Robots.START.plusSeconds(5)));
		Beat later = Robots.keyed(Robots.START.plusSeconds(6));
		Robot merged = RobotMerge.beat(keyed, change(later, new Counters(2, 0, 0)));
		assertThat(merged.beat()).isEqualTo(later);
		assertThat(merged.counters()).isEqualTo(new Counters(2, 0, 0));
		assertThat(RobotMerge.beat(merged, change(later, new Counters(9, 9, 9)))).isSameAs(merged);
		assertThat(RobotMerge.beat(merged, change(Robots.keyed(Robots.START), new Counters(9, 9, 9)))).isSameAs(merged);
		assertThat(RobotMerge.loaded(merged, keyed).beat()).isEqualTo(later);
		assertThat(RobotMerge.beat(merged, change(Robots.beat("b-1", 1, Robots.START.plusSeconds(7)), null)).beat())
			.isEqualTo(Robots.beat("b-1", 1, Robots.START.plusSeconds(7)));
	}

	/** It shows the last number there was, so the count goes on from there. */
	@Test
	void aBeatWithoutANumberBetweenNumberedOnesIsNewsAndCountedOnce() {
		Beat between = Robots.beat("b-1", 10, Robots.START.plusSeconds(11));
		Robot merged = RobotMerge.beat(this.known, change(between, new Counters(11, 0, 0)));
		assertThat(merged.beat()).isEqualTo(between);
		assertThat(RobotMerge.beat(merged, change(Robots.beat(10), null))).isSameAs(merged);
		assertThat(
				RobotMerge.beat(merged, change(Robots.beat("b-1", 11, Robots.START.plusSeconds(12)), null)).counters())
			.isEqualTo(new Counters(12, 0, 0));
	}

	@Test
	void aRobotThatWasReadNeverTakesANewerBeatBack() {
		Robot read = Robots.robot("kiwi-01", 5, RobotStatus.FAILED, Robots.beat(8));
		Robot merged = RobotMerge.loaded(this.known, read);
		assertThat(merged.version()).isEqualTo(5);
		assertThat(merged.beat()).isEqualTo(this.known.beat());
		assertThat(merged.counters()).isEqualTo(this.known.counters());
		Robot behind = Robots.robot("kiwi-01", 2, RobotStatus.OFFLINE, Robots.beat(11));
		assertThat(RobotMerge.loaded(this.known, behind).status()).isEqualTo(RobotStatus.ONLINE);
		assertThat(RobotMerge.loaded(this.known, behind).beat()).isEqualTo(Robots.beat(11));
	}

	@Test
	void aRobotThatBeganAnewReplacesItsFormerLife() {
		Robot read = Robots.robot("kiwi-01", 1, RobotStatus.DISCOVERED, null);
		Duration later = Duration.ofSeconds(Heartbeat.DEFAULT_INTERVAL_S);
		Robot anew = new Robot(read.id(), 1, "anew", read.type(), null, null, List.of(), read.status(),
				read.statusSince(), false, null, false, null, read.registeredAt().plus(later), null, null, null, null,
				TeleoperationStatus.UNKNOWN);
		assertThat(RobotMerge.loaded(this.known, anew)).isSameAs(anew);
	}

	private static BeatChange change(Beat beat, Counters counters) {
		return new BeatChange(new RobotId("kiwi-01"), beat, counters);
	}

}
