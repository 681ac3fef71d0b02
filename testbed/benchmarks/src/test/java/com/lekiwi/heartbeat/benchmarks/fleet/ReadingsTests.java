package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.List;

import com.lekiwi.heartbeat.benchmarks.process.PrometheusPage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ReadingsTests {

	@Test
	void onlyCommandsOnTheIndexOfLeasesCount() {
		assertThat(LivenessMeter.commands("""
				# Commandstats
				cmdstat_zadd:calls=10,usec=33,usec_per_call=3.3
				cmdstat_zrange:calls=7,usec=33,usec_per_call=3.3
				cmdstat_zscore:calls=2,usec=33,usec_per_call=3.3
				cmdstat_zrem:calls=1,usec=33,usec_per_call=3.3
				cmdstat_evalsha:calls=500,usec=33,usec_per_call=3.3
				cmdstat_get:calls=900,usec=33,usec_per_call=3.3
				""")).isEqualTo(20);
		assertThat(LivenessMeter.commands("")).isZero();
	}

	@Test
	void workIsToldASecond() {
		LivenessWork work = new LivenessWork(5_000_000_000L, 2, 1.5, 1.25, 500, 60)
			.since(new LivenessWork(3_000_000_000L, 1.9, 1.4, 1.2, 100, 20));
		assertThat(work.cpuMsPerSecond()).isCloseTo(125, within(1e-6));
		assertThat(work.redisCommandsPerSecond()).isEqualTo(200);
		assertThat(work.statementsPerSecond()).isEqualTo(20);
	}

	@Test
	void hitsAreCountedFromOneLookToTheNext() {
		assertThat(DashboardLoad.rate(page(10, 10), page(100, 20))).isEqualTo(0.9);
		assertThat(DashboardLoad.rate(page(10, 10), page(10, 10))).isNaN();
	}

	@Test
	void aServiceWithoutACacheHasNoHitRate() {
		PrometheusPage other = new PrometheusPage(List.of("jvm_threads_live_threads 40.0"));
		assertThat(DashboardLoad.rate(other, other)).isNaN();
	}

	@Test
	void bytesAreShared() {
		StoreSizes sizes = new StoreSizes(1_000, 4, 1_000, 10, 2_000);
		assertThat(sizes.bytesPerEvent()).isEqualTo(250);
		assertThat(sizes.sampleBytesPerRobotDay()).isEqualTo(200 * 24 * 60);
		assertThat(new StoreSizes(1_000, 4, 1_000, 0, 0).sampleBytesPerRobotDay()).isNaN();
	}

	private static PrometheusPage page(int hits, int misses) {
		return new PrometheusPage(List.of("cache_gets_total{cache=\"robots\",result=\"hit\"} " + hits,
				"cache_gets_total{cache=\"robots\",result=\"miss\"} " + misses));
	}

}
