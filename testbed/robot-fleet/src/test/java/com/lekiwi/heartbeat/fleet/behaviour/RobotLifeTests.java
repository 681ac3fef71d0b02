package com.lekiwi.heartbeat.fleet.behaviour;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.contract.heartbeat.CommandSource;
import com.lekiwi.heartbeat.contract.heartbeat.ReportedStatus;
import com.lekiwi.heartbeat.contract.heartbeat.TeleoperationEvidence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RobotLifeTests {

	private static final Duration STEP = Duration.ofSeconds(5);

	private static final LifeRates LIVELY = new LifeRates(STEP, 10, 20);

	private static final int DAY = 17_280;

	@Test
	void theSameSeedGivesTheSameLife() {
		assertThat(life(1, 7, LIVELY, 2000)).isEqualTo(life(1, 7, LIVELY, 2000));
	}

	@Test
	void anotherSeedOrRobotGivesAnotherLife() {
		List<Moment> life = life(1, 7, LIVELY, 50);
		assertThat(life(2, 7, LIVELY, 50)).isNotEqualTo(life);
		assertThat(life(1, 8, LIVELY, 50)).isNotEqualTo(life);
	}

	@Test
	void livesThatAreLivedInTurnAreTheSameAsLivesLivedAlone() {
		RobotLife first = new RobotLife(3, 1, LIVELY);
		RobotLife second = new RobotLife(3, 2, LIVELY);
		for (Moment alone : life(3, 1, LIVELY, 1000)) {
			second.next();
			assertThat(first.next()).isEqualTo(alone);
			second.next();
		}
	}

	@Test
	void withoutRatesARobotBeatsForEverInOneBoot() {
		assertThat(life(1, 1, new LifeRates(STEP, 0, 0), DAY))
			.allMatch(moment -> moment.presence() == Presence.BEATING && moment.boot() == 1);
	}

	@Test
	void aBootBeginsOnlyAfterTimeAwayAndTimeAwayEndsInOne() {
		Moment before = null;
		for (Moment moment : life(1, 1, LIVELY, DAY)) {
			if (before != null) {
				boolean back = moment.presence() == Presence.BEATING && !before.presence().makesBeats();
				assertThat(moment.boot() - before.boot()).isEqualTo(back ? 1 : 0);
			}
			before = moment;
		}
		assertThat(before.boot()).isGreaterThan(10);
	}

	@Test
	void aRobotSaysGoodbyeExactlyWhenItIsSwitchedOffNext() {
		int goodbyes = 0;
		Moment before = null;
		for (Moment moment : life(1, 1, LIVELY, DAY)) {
			if (before != null && before.presence() == Presence.BEATING) {
				boolean goodbye = before.status() == ReportedStatus.STOPPING;
				assertThat(moment.presence() == Presence.SWITCHED_OFF).isEqualTo(goodbye);
				goodbyes += goodbye ? 1 : 0;
			}
			before = moment;
		}
		assertThat(goodbyes).isGreaterThan(10);
	}

	@Test
	void softwareChangesAtSomeRebootsAndNowhereElse() {
		Set<String> software = new HashSet<>();
		int unchanged = 0;
		Moment before = null;
		for (Moment moment : life(1, 1, LIVELY, DAY)) {
			if (before != null && moment.boot() == before.boot()) {
				assertThat(moment.versions()).isEqualTo(before.versions());
			}
			else if (before != null && moment.versions().equals(before.versions())) {
				unchanged++;
			}
			software.add(moment.versions().software());
			before = moment;
		}
		assertThat(software).hasSizeGreaterThan(2);
		assertThat(unchanged).isPositive();
	}

	@Test
	void theBatteryIsChargedWhenItIsLowAndItsVoltageFollows() {
		float lowest = 100;
		float highest = 0;
		for (Moment moment : life(1, 1, LIVELY, DAY)) {
			float percent = moment.battery().percent();
			lowest = Math.min(lowest, percent);
			highest = Math.max(highest, percent);
			double resting = 9.9 + 2.7 * percent / 100;
			assertThat((double) moment.battery().voltage()).isBetween(resting - 0.12, resting + 0.17);
		}
		assertThat(lowest).isBetween(15f, 18f);
		assertThat(highest).isBetween(97f, 100f);
	}

	@Test
	void resourcesStayInRangeAndMoveSmoothly() {
		Moment before = null;
		for (Moment moment : life(1, 1, LIVELY, DAY)) {
			assertThat(Stream.of(moment.resources().cpu(), moment.resources().memory(), moment.resources().disk()))
				.allMatch(share -> share >= 0 && share <= 1);
			assertThat(moment.resources().temperatureC()).isBetween(20f, 90f);
			if (before != null) {
				assertThat(Math.abs(moment.resources().cpu() - before.resources().cpu())).isLessThan(0.12f);
				assertThat(Math.abs(moment.resources().temperatureC() - before.resources().temperatureC()))
					.isLessThan(5f);
			}
			before = moment;
		}
	}

	@Test
	void theEvidenceIsWhatTheTruthLooksLikeFromTheRobot() {
		Set<TeleoperationState> seen = EnumSet.noneOf(TeleoperationState.class);
		for (Moment moment : life(1, 1, LIVELY, DAY)) {
			TeleoperationTruth truth = moment.teleoperation();
			TeleoperationEvidence evidence = moment.evidence();
			seen.add(truth.state());
			switch (truth.state()) {
				case IDLE, HOST_CYCLING -> {
					assertThat(evidence.hostReady()).isFalse();
					assertThat(evidence.commandRateHz()).isZero();
				}
				case HOST_READY -> {
					assertThat(evidence.hostReady()).isTrue();
					assertThat(evidence.commandRateHz()).isZero();
					assertThat(evidence.source()).isNull();
				}
				case OPERATED -> {
					assertThat(evidence.commandRateHz()).isBetween(29f, 31f);
					assertThat(evidence.source()).isEqualTo(CommandSource.OPERATOR);
					assertThat(evidence.operatorId()).isNotNull().isEqualTo(truth.operatorId());
				}
				case POLICY -> {
					assertThat(evidence.commandRateHz()).isBetween(29f, 31f);
					assertThat(evidence.source()).isEqualTo(CommandSource.POLICY);
					assertThat(evidence.operatorId()).isNull();
				}
			}
			assertThat(truth.resumes() != null).isEqualTo(truth.state() == TeleoperationState.HOST_CYCLING);
		}
		assertThat(seen).containsExactlyInAnyOrder(TeleoperationState.values());
	}

	@Test
	void aRestartOfTheHostChangesNobodyWhoDrives() {
		int resumed = 0;
		Moment before = null;
		for (Moment moment : life(1, 1, new LifeRates(STEP, 0, 0), DAY)) {
			if (before != null && before.teleoperation().state() == TeleoperationState.HOST_CYCLING) {
				assertThat(moment.teleoperation().state()).isEqualTo(before.teleoperation().resumes());
				assertThat(moment.teleoperation().operatorId()).isEqualTo(before.teleoperation().operatorId());
				resumed++;
			}
			before = moment;
		}
		assertThat(resumed).isPositive();
	}

	@Test
	void withTheDefaultRatesMostOfAFleetIsWellAndSomethingHappensEveryMinute() {
		LifeRates defaults = new LifeRates(STEP, LifeRates.REBOOTS_PER_HOUR, LifeRates.DROPOUTS_PER_HOUR);
		int away = 0;
		int departures = 0;
		for (int number = 1; number <= 200; number++) {
			boolean here = true;
			for (Moment moment : life(1, number, defaults, 720)) {
				boolean beating = moment.presence() == Presence.BEATING;
				away += beating ? 0 : 1;
				departures += (here && !beating) ? 1 : 0;
				here = beating;
			}
		}
		assertThat(away).isLessThan(200 * 720 / 50);
		assertThat(departures).isGreaterThan(60);
	}

	private static List<Moment> life(long seed, int number, LifeRates rates, int steps) {
		RobotLife life = new RobotLife(seed, number, rates);
		return Stream.generate(life::next).limit(steps).toList();
	}

}
