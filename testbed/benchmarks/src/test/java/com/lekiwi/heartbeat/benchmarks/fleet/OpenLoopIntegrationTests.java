package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class OpenLoopIntegrationTests {

	private static final int PER_SECOND = 500;

	@Test
	void whoGetsNoAnswerIsAskedOnAndPaysForTheWaiting() {
		CompletableFuture<String> stalled = new CompletableFuture<>();
		AtomicLong asked = new AtomicLong();
		try (OpenLoop loop = OpenLoop.start("stalled", PER_SECOND, k -> {
			asked.incrementAndGet();
			return stalled;
		})) {
			Awaitility.await().until(() -> asked.get() >= 100);
			stalled.complete("");
			Awaitility.await().until(() -> loop.latencies().count() >= 100);
			// The first of a hundred, one every two milliseconds, waited for the others.
			assertThat(loop.latencies().percentile(100)).isGreaterThan(99 * 1_000.0 / PER_SECOND);
		}
	}

	@Test
	void noMoreAreSentThanWereAskedFor() {
		AtomicLong highest = new AtomicLong();
		try (OpenLoop loop = OpenLoop.start("three", PER_SECOND, 3, k -> {
			highest.set(k);
			return CompletableFuture.completedFuture("");
		})) {
			Awaitility.await().until(() -> loop.latencies().count() == 3);
		}
		assertThat(highest).hasValue(2);
	}

	@Test
	void aBadAnswerIsTold() {
		try (OpenLoop loop = OpenLoop.start("page", PER_SECOND, k -> CompletableFuture.completedFuture("answer 503"))) {
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(BenchmarkException.class).isThrownBy(loop::latencies)
					.withMessage("page: answer 503"));
		}
	}

	@Test
	void noAnswerIsTold() {
		try (OpenLoop loop = OpenLoop.start("page", PER_SECOND,
				k -> CompletableFuture.failedFuture(new IllegalStateException("hung up")))) {
			Awaitility.await()
				.untilAsserted(() -> assertThatExceptionOfType(BenchmarkException.class).isThrownBy(loop::latencies)
					.withMessageContaining("hung up"));
		}
	}

	@Test
	void aServerThatDoesNotKeepUpFailsTheRunAndGetsNoMoreConnections() {
		CompletableFuture<String> never = new CompletableFuture<>();
		AtomicLong asked = new AtomicLong();
		try (OpenLoop loop = OpenLoop.start("page", 1_000_000, k -> {
			asked.incrementAndGet();
			return never;
		})) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThatExceptionOfType(BenchmarkException.class).isThrownBy(loop::latencies)
					.withMessageContaining("10 s late"));
			assertThat(asked).hasValue(OpenLoop.MAX_IN_FLIGHT);
			never.complete("");
		}
	}

	@Test
	void whatWasMeasuredBeforeIsForgotten() {
		try (OpenLoop loop = OpenLoop.start("once", PER_SECOND, 5, k -> CompletableFuture.completedFuture(""))) {
			Awaitility.await().until(() -> loop.latencies().count() == 5);
			loop.measureAnew();
			assertThat(loop.latencies().count()).isZero();
		}
	}

}
