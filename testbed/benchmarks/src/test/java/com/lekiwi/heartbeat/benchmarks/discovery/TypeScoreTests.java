package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotType;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypeScoreTests {

	private static final NeighbourTruth KIWI = Truths.robot(1, NeighbourCharacter.LEKIWI, RobotType.LEKIWI, true);

	private static final NeighbourTruth XLE = Truths.robot(2, NeighbourCharacter.XLE, RobotType.XLE, true);

	private static final NeighbourTruth BROKEN_XLE = Truths.robot(3, NeighbourCharacter.BROKEN_BUS, RobotType.XLE,
			false);

	private static final NeighbourTruth CHIMERA = Truths.robot(4, NeighbourCharacter.CHIMERA, RobotType.UNKNOWN, false);

	private static final NeighbourTruth PRINTER = Truths.thing(5, NeighbourCharacter.PRINTER, 1);

	@Test
	void whoeverTellsAllThatCanBeToldAndNothingElseIsPerfect() {
		TypeScore score = score(Truths.found(1, "lekiwi"), Truths.found(2, "xle"), Truths.found(3, "unknown"),
				Truths.found(4, "unknown"), Truths.noRobot(5, "not_a_robot"));
		assertThat(score.precision()).isEqualTo(1);
		assertThat(score.recall()).isEqualTo(1);
	}

	@Test
	void aTypeThatIsNotToldCostsRecallAlone() {
		TypeScore score = score(Truths.found(1, "lekiwi"), Truths.found(2, "unknown"));
		assertThat(score.precision()).isEqualTo(1);
		assertThat(score.recall()).isEqualTo(0.5);
	}

	@Test
	void aWrongTypeCostsPrecisionAlsoWhereNobodyCouldTell() {
		TypeScore score = score(Truths.found(1, "lekiwi"), Truths.found(2, "xle"), Truths.found(3, "lekiwi"),
				Truths.found(4, "xle"));
		assertThat(score.precision()).isEqualTo(0.5);
		assertThat(score.recall()).isEqualTo(1);
	}

	@Test
	void aPrinterThatIsTakenForARobotCostsPrecision() {
		assertThat(score(Truths.found(1, "lekiwi"), Truths.found(5, "lekiwi")).precision()).isEqualTo(0.5);
	}

	@Test
	void scoresAddUp() {
		TypeScore good = score(Truths.found(1, "lekiwi"), Truths.found(2, "xle"));
		TypeScore bad = score(Truths.found(1, "xle"), Truths.found(2, "xle"));
		assertThat(TypeScore.NONE.plus(good).plus(bad)).isEqualTo(new TypeScore(4, 3, 4, 3));
	}

	private static TypeScore score(Finding... findings) {
		return TypeScore.of(List.of(findings), List.of(KIWI, XLE, BROKEN_XLE, CHIMERA, PRINTER));
	}

}
