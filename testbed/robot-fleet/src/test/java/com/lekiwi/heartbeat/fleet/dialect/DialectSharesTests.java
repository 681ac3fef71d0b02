package com.lekiwi.heartbeat.fleet.dialect;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DialectSharesTests {

	private static final int ROBOTS = 10_000;

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "100, 10000, 10000", "50, 4800, 5200", "10, 880, 1120" })
	void aboutTheShareOfTheRobotsSpeaksTheLegacyDialect(int percent, int atLeast, int atMost) {
		assertThat(legacy(percent)).hasSizeBetween(atLeast, atMost);
	}

	@Test
	void whoSpeaksItAtSomeShareSpeaksItAtEveryGreaterOne() {
		assertThat(legacy(50)).containsAll(legacy(25));
		assertThat(legacy(25)).containsAll(legacy(10));
	}

	@Test
	void theSeedDecidesWhich() {
		DialectShares half = new DialectShares(50, 50);
		assertThat(IntStream.range(1, 500)).anyMatch(number -> !half.of(1, number).equals(half.of(2, number)));
		assertThat(IntStream.range(1, 500)).allMatch(number -> half.of(1, number).equals(half.of(1, number)));
	}

	@Test
	void onlySomeOfThemNameThemselvesInAHeader() {
		DialectShares shares = new DialectShares(100, 30);
		assertThat(IntStream.range(0, ROBOTS).filter(number -> shares.of(1, number).named()).count()).isBetween(2800L,
				3200L);
		assertThat(IntStream.range(0, ROBOTS)).noneMatch(number -> new DialectShares(100, 0).of(1, number).named());
		assertThat(IntStream.range(0, ROBOTS)).allMatch(number -> new DialectShares(100, 100).of(1, number).named());
		assertThat(IntStream.range(0, ROBOTS)).noneMatch(number -> new DialectShares(0, 100).of(1, number).named());
	}

	@ParameterizedTest
	@CsvSource({ "-1, 50", "101, 50", "50, -1", "50, 101" })
	void whatIsNoShareIsRefused(int legacyPercent, int namedPercent) {
		assertThatIllegalArgumentException().isThrownBy(() -> new DialectShares(legacyPercent, namedPercent))
			.withMessage("a share is 0 to 100 percent");
	}

	private static Set<Integer> legacy(int percent) {
		DialectShares shares = new DialectShares(percent, 50);
		return IntStream.range(0, ROBOTS)
			.filter(number -> shares.of(1, number).dialect() == Dialect.LEGACY)
			.boxed()
			.collect(Collectors.toSet());
	}

}
