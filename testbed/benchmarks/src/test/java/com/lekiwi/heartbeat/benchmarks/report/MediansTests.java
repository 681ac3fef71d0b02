package com.lekiwi.heartbeat.benchmarks.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MediansTests {

	@Test
	void theMedianIsTheValueInTheMiddle() {
		assertThat(Medians.median(List.of(30.0, 10.0, 500.0))).isEqualTo(30);
	}

	@Test
	void ofAnEvenNumberOfValuesItIsTheMeanOfTheMiddleTwo() {
		assertThat(Medians.median(List.of(4.0, 1.0, 2.0, 100.0))).isEqualTo(3);
	}

	@Test
	void noValuesHaveNoMedian() {
		assertThatIllegalArgumentException().isThrownBy(() -> Medians.median(List.of()));
	}

	@Test
	void aRatioIsTakenRoundByRoundSoThatASlowRoundFallsOut() {
		List<Double> values = List.of(80.0, 8.0, 90.0);
		List<Double> references = List.of(100.0, 10.0, 90.0);
		assertThat(Medians.medianRatio(values, references)).isEqualTo(0.8);
	}

	@Test
	void roundsThatAreMissingAreAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> Medians.medianRatio(List.of(1.0), List.of(1.0, 2.0)));
	}

	@Test
	void roundingKeepsTheDigitsAskedFor() {
		assertThat(Medians.rounded(0.84649, 3)).isEqualTo(0.846);
		assertThat(Medians.rounded(30_123.7, 0)).isEqualTo(30_124);
	}

}
