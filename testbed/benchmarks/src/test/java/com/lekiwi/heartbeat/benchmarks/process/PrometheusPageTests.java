package com.lekiwi.heartbeat.benchmarks.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusPageTests {

	private static final PrometheusPage PAGE = new PrometheusPage(
			List.of("# TYPE jvm_memory_used_bytes gauge", "jvm_memory_used_bytes{area=\"heap\",id=\"Eden\"} 1.5E6",
					"jvm_memory_used_bytes{area=\"heap\",id=\"Old\"} 500000.0",
					"jvm_memory_used_bytes{area=\"nonheap\",id=\"Code\"} 7.0", "heartbeat_group_beats_sum 41.0",
					"heartbeat_group_beats_sum_of_others 1.0"));

	@Test
	void seriesWithTheLabelAreSummedUp() {
		assertThat(PAGE.sum("jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(2_000_000);
	}

	@Test
	void aMetricWithoutLabelsIsFoundByItsWholeName() {
		assertThat(PAGE.sum("heartbeat_group_beats_sum", "")).isEqualTo(41);
	}

	@Test
	void aMetricThatIsNotThereSumsUpToNothing() {
		assertThat(PAGE.sum("heartbeat_group", "")).isZero();
	}

}
