package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourhoodTruth;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiscoveryReportTests {

	private static final Machine MACHINE = new Machine(2, 24_000, "Some CPU", "Linux 6", "25", 0.5);

	private static final NeighbourTruth KIWI = Truths.robot(1, NeighbourCharacter.LEKIWI, RobotType.LEKIWI, true);

	@Test
	void theKeysAreThoseOfTheIssue() {
		assertThat(report(Truths.thing(2, NeighbourCharacter.DEAD, 1), Truths.noRobot(2, "silent")).figures())
			.containsEntry("seconds", 2.0)
			.containsEntry("ratio_serial", 100.0)
			.containsEntry("type_precision", 1.0)
			.containsEntry("type_recall", 1.0)
			.containsEntry("probed_twice", 0)
			.containsEntry("outcomes_wrong", 0)
			.containsEntry("seconds_cold", 9.0)
			.containsEntry("seconds_slowest", 3.0);
	}

	@Test
	void anAddressThatSawTwoConnectionsWasAskedTwice() {
		assertThat(report(Truths.thing(2, NeighbourCharacter.DEAD, 2), Truths.noRobot(2, "silent")).figures())
			.containsEntry("probed_twice", 1);
	}

	@Test
	void whatIsTakenForSomethingElseIsCountedAndStandsInTheTable() {
		Report report = report(Truths.thing(2, NeighbourCharacter.SSH, 1), Truths.noRobot(2, "silent"));
		assertThat(report.figures()).containsEntry("outcomes_wrong", 1);
		assertThat(report.text()).anyMatch(line -> line.matches("character +robot: lekiwi +silent"))
			.anyMatch(line -> line.matches("lekiwi +1 +\\."))
			.anyMatch(line -> line.matches("ssh +\\. +1"));
	}

	private static Report report(NeighbourTruth other, Finding finding) {
		ScanTrial.Found mixed = new ScanTrial.Found(1, 2, List.of(Truths.found(1, "lekiwi"), finding),
				new NeighbourhoodTruth(8090, 0, 0, 0, List.of(KIWI, other)));
		return new DiscoveryReport(round(9), List.of(round(1), round(3), round(2)), mixed, 200, 300).report(MACHINE,
				Map.of("robots", 1));
	}

	private static ScanTrial.Found round(double seconds) {
		return new ScanTrial.Found(seconds, seconds + 1, List.of(Truths.found(1, "lekiwi")),
				new NeighbourhoodTruth(8090, 0, 0, 0, List.of(KIWI)));
	}

}
