package com.lekiwi.heartbeat.benchmarks.report;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@Test
	void aPercentileIsAValueThatWasMeasured() {
		IntStream.rangeClosed(1, 200).map(i -> 201 - i).forEach(this.latencies::add);
		assertThat(this.latencies.percentile(50)).isEqualTo(100);
		assertThat(this.latencies.percentile(99)).isEqualTo(198);
		assertThat(this.latencies.percentile(100)).isEqualTo(200);
	}

	@Test
	void ofFewValuesTheLargestCounts() {
		this.latencies.add(3);
		this.latencies.add(1);
		this.latencies.add(2);
		assertThat(this.latencies.percentile(99)).isEqualTo(3);
		assertThat(this.latencies.percentile(1)).isEqualTo(1);
	}

	@Test
	void moreThanTheFirstRoomIsKept() {
		IntStream.rangeClosed(1, 5_000).forEach(this.latencies::add);
		assertThat(this.latencies.count()).isEqualTo(5_000);
		assertThat(this.latencies.percentile(99)).isEqualTo(4_950);
	}

	@Test
	void nothingMeasuredIsNoNumber() {
		assertThat(this.latencies.percentile(99)).isNaN();
	}

	@Test
	void whatIsNoPercentageIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.latencies.percentile(0));
		assertThatIllegalArgumentException().isThrownBy(() -> this.latencies.percentile(101));
	}

}
