package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	@Test
	void theBoundDoublesWithEachFailureUpToALimit() {
		long[] boundsMs = { 200, 400, 800, 1600, 3200, 5000, 5000, 5000 };
		Duration[] longest = new Duration[boundsMs.length];
		for (int seed = 0; seed < 500; seed++) {
			Backoff backoff = new Backoff(new SplittableRandom(seed));
			for (int i = 0; i < boundsMs.length; i++) {
				Duration delay = backoff.afterFailure();
				assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(boundsMs[i]));
				longest[i] = (longest[i] == null || delay.compareTo(longest[i]) > 0) ? delay : longest[i];
			}
		}
		for (int i = 0; i < boundsMs.length; i++) {
			assertThat(longest[i]).isGreaterThan(Duration.ofMillis(boundsMs[i] * 9 / 10));
		}
	}

	@Test
	void delaysAreSpreadOverTheWholeBound() {
		TreeSet<Duration> first = new TreeSet<>();
		for (int seed = 0; seed < 500; seed++) {
			first.add(new Backoff(new SplittableRandom(seed)).afterFailure());
		}
		assertThat(first).hasSizeGreaterThan(490);
		assertThat(first.first()).isLessThan(Duration.ofMillis(20));
	}

	@Test
	void howeverOftenItFailsTheDelayStaysBelowTheLimit() {
		Backoff backoff = new Backoff(new SplittableRandom(1));
		for (int i = 0; i < 10_000; i++) {
			assertThat(backoff.afterFailure()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
		}
	}

	@Test
	void retryAfterIsObeyedWithJitterOnTop() {
		Backoff backoff = new Backoff(new SplittableRandom(1));
		TreeSet<Duration> delays = new TreeSet<>();
		for (int i = 0; i < 500; i++) {
			delays.add(backoff.afterBeingAskedToWait(Duration.ofSeconds(2)));
		}
		assertThat(delays.first()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
		assertThat(delays.last()).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(3));
	}

	@Test
	void aServerCannotSendARobotAwayForHours() {
		Backoff backoff = new Backoff(new SplittableRandom(1));
		assertThat(backoff.afterBeingAskedToWait(Duration.ofSeconds(999_999_999))).isBetween(Duration.ofMinutes(1),
				Duration.ofSeconds(90));
	}

}
