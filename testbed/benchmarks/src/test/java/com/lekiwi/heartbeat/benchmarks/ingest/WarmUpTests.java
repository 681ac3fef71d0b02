package com.lekiwi.heartbeat.benchmarks.ingest;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WarmUpTests {

	@Test
	void itEndsWhenTheServerGetsNoFaster() {
		Iterator<Double> speeds = List.of(100.0, 200.0, 300.0, 310.0, 999.0).iterator();
		assertThat(WarmUp.until(Duration.ofSeconds(10), speeds::next)).isEqualTo(310);
		assertThat(speeds.next()).isEqualTo(999);
	}

	@Test
	void itLastsTheLeastTime() {
		Iterator<Double> speeds = List.of(100.0, 50.0, 60.0, 999.0).iterator();
		assertThat(WarmUp.until(Duration.ofSeconds(15), speeds::next)).isEqualTo(60);
		assertThat(speeds.next()).isEqualTo(999);
	}

	@Test
	void itEndsAfterFourTimesTheLeastTimeInAnyCase() {
		Iterator<Double> speeds = DoubleStream.iterate(1, speed -> speed * 2).iterator();
		assertThat(WarmUp.until(Duration.ofSeconds(10), speeds::next)).isEqualTo(128);
	}

}
