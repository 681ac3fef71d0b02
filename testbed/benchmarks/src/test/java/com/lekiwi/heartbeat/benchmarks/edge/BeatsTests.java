package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.List;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BeatsTests {

	private static final long MS = 1_000_000;

	@Test
	void aBeatBelongsToTheWindowInWhichItWasToBeSentHoweverLateItsAnswerIs() {
		List<Beat> beats = List.of(beat(0, 0, 1, "legacy"), beat(0, 10, 500, "legacy"), beat(1, 19, 22, "new"),
				beat(0, 20, 21, "legacy"));
		Latencies all = new Window(10 * MS, 20 * MS).latencies(beats, robot -> true);
		assertThat(all.count()).isEqualTo(2);
		assertThat(all.percentile(100)).isEqualTo(490);
		assertThat(new Window(10 * MS, 20 * MS).latencies(beats, robot -> robot == 1).percentile(100)).isEqualTo(3);
	}

	@Test
	void aWindowWithoutBeatsGivesNoFigure() {
		assertThatExceptionOfType(BenchmarkException.class)
			.isThrownBy(() -> new Window(0, MS).latencies(List.of(beat(0, 2, 3, "new")), robot -> true));
	}

	@Test
	void theLastAnswerOfTheOldSideToARobotThatMovedCounts() {
		List<Beat> beats = List.of(beat(0, 90, 99, "legacy"), beat(0, 110, 130, "legacy"), beat(0, 150, 151, "new"),
				beat(1, 180, 190, "legacy"));
		List<String> before = List.of("legacy", "legacy");
		List<String> after = List.of("new", "legacy");
		assertThat(SwitchTrial.lastOnOldSideMs(beats, before, after, "new", 100 * MS)).isEqualTo(30);
		assertThat(SwitchTrial.lastOnOldSideMs(beats, before, after, "new", 140 * MS)).isZero();
	}

	@Test
	void robotsHaveArrivedWhenNoneIsOnAWrongSide() {
		List<String> none = List.of("legacy", "legacy");
		List<String> half = List.of("new", "legacy");
		List<String> all = List.of("new", "new");
		assertThat(SwitchTrial.arrived(none, half, "new", false)).isTrue();
		assertThat(SwitchTrial.arrived(none, half, "new", true)).isFalse();
		assertThat(SwitchTrial.arrived(none, none, "new", false)).isFalse();
		assertThat(SwitchTrial.arrived(half, all, "new", true)).isTrue();
		assertThat(SwitchTrial.arrived(half, List.of("legacy", "new"), "new", false)).isFalse();
	}

	@Test
	void oneAnswerOfTheOtherSideMovesNoRobot() {
		assertThat(SideTrial.moved(List.of(beat(0, 0, 1, "new"), beat(0, 1, 2, "legacy"), beat(0, 2, 3, "new"),
				beat(1, 0, 1, "legacy"), beat(1, 1, 2, "new"), beat(1, 2, 3, "legacy"))))
			.containsExactly(0);
	}

	private static Beat beat(int robot, long dueMs, long answeredMs, String system) {
		return new Beat(robot, dueMs * MS, answeredMs * MS, system);
	}

}
