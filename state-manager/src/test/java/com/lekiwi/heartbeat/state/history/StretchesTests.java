package com.lekiwi.heartbeat.state.history;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StretchesTests {

	private static final int END = 60;

	@Test
	void intervalsThatTouchBecomeOne() {
		assertThat(Stretches.of(List.of(interval(5, 7), interval(1, 3), interval(3, 5), interval(9, 9))).intervals())
			.containsExactly(interval(1, 7));
	}

	@Test
	void theyAreCalculatedWithAsSetsOfInstantsAre() {
		Random random = new Random(7);
		for (int round = 0; round < 500; round++) {
			Stretches one = draw(random);
			Stretches other = draw(random);
			BitSet union = bits(one);
			union.or(bits(other));
			assertThat(bits(one.plus(other))).isEqualTo(union);
			BitSet common = bits(one);
			common.and(bits(other));
			assertThat(bits(one.intersection(other))).isEqualTo(common);
			BitSet left = bits(one);
			left.andNot(bits(other));
			assertThat(bits(one.minus(other))).isEqualTo(left);
			assertThat(one.length()).isEqualTo(Duration.ofSeconds(bits(one).cardinality()));
			assertThat(one.isEmpty()).isEqualTo(bits(one).isEmpty());
		}
	}

	private static Stretches draw(Random random) {
		return Stretches.of(IntStream.range(0, random.nextInt(5)).mapToObj(i -> {
			int from = random.nextInt(END);
			return interval(from, from + random.nextInt(END - from));
		}).toList());
	}

	private static BitSet bits(Stretches stretches) {
		BitSet bits = new BitSet(END);
		stretches.intervals()
			.forEach(
					interval -> bits.set((int) interval.from().getEpochSecond(), (int) interval.to().getEpochSecond()));
		return bits;
	}

	private static Interval interval(long from, long to) {
		return new Interval(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
	}

}
