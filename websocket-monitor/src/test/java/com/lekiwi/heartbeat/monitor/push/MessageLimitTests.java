package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageLimitTests {

	private static final Duration WINDOW = Duration.ofSeconds(10);

	/** {@link System#nanoTime()} may be negative. */
	private static final long BEGIN = -7;

	private final MessageLimit limit = new MessageLimit(20, WINDOW, BEGIN);

	@Test
	void asManyAsAreAllowedMayComeAtOnceAndNotOneMore() {
		assertThat(allowed(20, 0)).isEqualTo(20);
		assertThat(allowed(5, 0)).isZero();
	}

	@Test
	void theAllowanceGrowsBackEvenlyAlsoForWhoKeepsTrying() {
		allowed(20, 0);
		assertThat(allowed(1, 499)).isZero();
		assertThat(allowed(2, 500)).isEqualTo(1);
		assertThat(allowed(1, 750)).isZero();
		assertThat(allowed(2, 1_000)).isEqualTo(1);
		assertThat(allowed(9, 3_000)).isEqualTo(4);
	}

	@Test
	void whoWasSilentForLongMaySendNoMoreThanAnybody() {
		allowed(20, 0);
		assertThat(allowed(50, WINDOW.toMillis())).isEqualTo(20);
		assertThat(allowed(50, Duration.ofDays(3).toMillis())).isEqualTo(20);
	}

	@Test
	void fiftyInASecondAreNotAllowed() {
		assertThat(LongStream.range(0, 50).filter(i -> this.limit.allows(nanos(20 * i))).count()).isEqualTo(21);
	}

	@Test
	void aLimitThatDoesNotDivideTheWindowGrowsBackInIt() {
		MessageLimit three = new MessageLimit(3, WINDOW, BEGIN);
		assertThat(LongStream.range(0, 10_000).filter(ms -> three.allows(nanos(ms))).count()).isEqualTo(5);
	}

	private long allowed(int messages, long ms) {
		return LongStream.range(0, messages).filter(_ -> this.limit.allows(nanos(ms))).count();
	}

	private static long nanos(long ms) {
		return BEGIN + Duration.ofMillis(ms).toNanos();
	}

}
