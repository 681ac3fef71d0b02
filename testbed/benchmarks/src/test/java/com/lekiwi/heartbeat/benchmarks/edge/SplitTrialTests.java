package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.List;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.edge.SplitTrial.Step;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class SplitTrialTests {

	@Test
	void theLargestDeviationCounts() {
		assertThat(SplitTrial.errorPoints(List.of(first(0, 0), first(10, 9), first(25, 27), first(100, 100))))
			.isCloseTo(2, within(1e-9));
	}

	@Test
	void nothingAndAllMustBeExact() {
		assertThatExceptionOfType(BenchmarkException.class)
			.isThrownBy(() -> SplitTrial.errorPoints(List.of(first(0, 1))))
			.withMessage("at 0 % the new side served 1.0 %");
		assertThatExceptionOfType(BenchmarkException.class)
			.isThrownBy(() -> SplitTrial.errorPoints(List.of(first(100, 99))));
	}

	@Test
	void whoMovesToTheNewSideStaysThere() {
		assertThat(SplitTrial.movedBack(List.of(first(0, 0), first(10, 10), first(25, 25)))).isZero();
		Step others = new Step(25, IntStream.range(0, 100).mapToObj(robot -> robot >= 75).toList());
		assertThatExceptionOfType(BenchmarkException.class)
			.isThrownBy(() -> SplitTrial.movedBack(List.of(first(10, 10), others)))
			.withMessageStartingWith("10 robots moved back");
	}

	/** Of a hundred robots the first ones. */
	private static Step first(int asked, int onNew) {
		return new Step(asked, IntStream.range(0, 100).mapToObj(robot -> robot < onNew).toList());
	}

}
