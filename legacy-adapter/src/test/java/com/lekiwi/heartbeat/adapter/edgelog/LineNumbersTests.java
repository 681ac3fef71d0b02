package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineNumbersTests {

	private static final String WORKER = "883432BF";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private long now;

	private LineNumbers numbers = acquainted(Map.of());

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 255, 256, 70_000, LineNumber.PERIOD - 1 })
	void aNumberIsReadAsItWasGivenOut(int position) {
		assertThat(LineNumber.of(Lines.beat("kiwi-07", "new").numbered(WORKER, position).bytes()))
			.isEqualTo(new LineNumber(WORKER, position));
	}

	@Test
	void aLineWithoutANumberHasNone() {
		assertThat(LineNumber.of(Lines.beat("kiwi-07", "new").bytes())).isNull();
		assertThat(LineNumber.of(Lines.beat("kiwi-07", "new").with("line", "\"edge_line=zz\"").bytes())).isNull();
		assertThat(LineNumber
			.of(Lines.beat("kiwi-07", "new").with("line", "\"edge_line=" + "Z".repeat(32) + "\"").bytes())).isNull();
	}

	@Test
	void nothingIsLostOfWhatComesInAnyOrder() {
		hear(3, 0, 2, 1, 5, 4);
		later(PATIENCE);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(0, 0, 0));
	}

	@Test
	void whatStaysAwayIsLostOnceItIsLate() {
		hear(0, 1, 4, 6);
		later(Duration.ZERO);
		later(PATIENCE.minusMillis(1));
		assertThat(this.numbers.lost().missing()).isZero();
		later(Duration.ofMillis(1));
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(3, 0, 0));
		later(PATIENCE);
		assertThat(this.numbers.lost().missing()).isEqualTo(3);
	}

	@Test
	void aSlowRequestIsNotLostAndOneThatIsMuchTooSlowIsCalledLate() {
		hear(0, 2, 4);
		later(Duration.ZERO);
		hear(1);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(1, 0, 0));
		hear(3);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(1, 0, 1));
	}

	@Test
	void theSameLineTwiceIsNoOther() {
		hear(0, 0, 1, 1, 3, 3);
		later(Duration.ZERO);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(1, 0, 0));
	}

	@Test
	void numbersThatStartAgainGoOn() {
		this.numbers = acquainted(Map.of(WORKER, (long) LineNumber.PERIOD - 3));
		hear(LineNumber.PERIOD - 3, LineNumber.PERIOD - 1, 0, 2);
		later(Duration.ZERO);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(2, 0, 0));
		assertThat(this.numbers.heard()).containsEntry(WORKER, (long) LineNumber.PERIOD + 3);
	}

	@Test
	void aGapThatIsLargerThanMemoryIsCountedExactly() {
		hear(0, 2_000_000);
		hear(IntStream.rangeClosed(2_000_001, 2_000_100).toArray());
		later(Duration.ZERO);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(1_999_999, 0, 0));
	}

	@Test
	void linesThatNobodyHeardAreFoundByWhoComesNext() {
		this.numbers = acquainted(Map.of(WORKER, 100L));
		hear(151, 150);
		later(Duration.ZERO);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(0, 50, 0));
	}

	@Test
	void aLineFromBeforeTheBeginningIsNotLate() {
		this.numbers = acquainted(Map.of(WORKER, 100L));
		hear(100, 99);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(0, 0, 0));
	}

	@Test
	void whoKnowsNothingOfTheTimeBeforeSaysNothingOfIt() {
		this.numbers = new LineNumbers(PATIENCE);
		hear(5_000, 5_002);
		later(Duration.ZERO);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(1, 0, 0));
	}

	@Test
	void whatNobodyHeardIsAlsoFoundByWhoLearnsOfItAfterwards() {
		this.numbers = new LineNumbers(PATIENCE);
		hear(LineNumber.PERIOD - 1, LineNumber.PERIOD - 2, 1);
		assertThat(this.numbers.heard()).isEmpty();
		this.numbers.heardBefore(Map.of(WORKER, 2L * LineNumber.PERIOD - 12));
		later(Duration.ZERO);
		later(PATIENCE);
		assertThat(this.numbers.lost()).isEqualTo(new LineNumbers.Lost(1, 10, 0));
		assertThat(this.numbers.heard()).containsEntry(WORKER, 2L * LineNumber.PERIOD + 2);
	}

	@Test
	void manyProcessesAreBoundedAndTheirLossesStay() {
		for (int worker = 0; worker < 500; worker++) {
			String name = "%08X".formatted(worker);
			this.numbers.hear(new LineNumber(name, 0));
			this.numbers.hear(new LineNumber(name, 2));
			later(Duration.ZERO);
			later(PATIENCE);
		}
		assertThat(this.numbers.lost().missing()).isEqualTo(500);
		assertThat(this.numbers.heard()).hasSizeLessThan(100);
	}

	private static LineNumbers acquainted(Map<String, Long> before) {
		LineNumbers numbers = new LineNumbers(PATIENCE);
		numbers.heardBefore(before);
		return numbers;
	}

	private void hear(int... positions) {
		for (int position : positions) {
			this.numbers.hear(new LineNumber(WORKER, position));
		}
	}

	private void later(Duration time) {
		this.now += time.toNanos();
		this.numbers.settle(this.now);
	}

}
