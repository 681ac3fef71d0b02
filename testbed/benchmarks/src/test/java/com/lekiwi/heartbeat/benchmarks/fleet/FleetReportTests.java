package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FleetReportTests {

	private static final Machine MACHINE = new Machine(2, 24_000, "Some CPU", "Linux 6", "25", 0.5);

	private final Report report = new FleetReport(
			new TreeMap<>(Map.of(1_000, Map.of(Figure.GET_P99_MS, 1.234, Figure.CACHE_HIT_RATE, Double.NaN), 100_000,
					Map.of(Figure.GET_P99_MS, 5.678, Figure.OFFLINE_LAG_P99_MS, 123.45))))
		.report(MACHINE, Map.of("sites", 20));

	@Test
	void theKeysAreThoseOfTheIssue() {
		assertThat(Stream.of(Figure.values()).map(Figure::key)).contains("offline_lag_p99_ms", "get_p99_ms",
				"page_p99_ms", "cache_hit_rate");
	}

	@Test
	void aKeyWithoutASizeIsThatOfTheLargestFleet() {
		assertThat(this.report.figures()).containsEntry("get_p99_ms", 5.68)
			.containsEntry("get_p99_ms_100000", 5.68)
			.containsEntry("get_p99_ms_1000", 1.23)
			.containsEntry("offline_lag_p99_ms", 123.5);
	}

	@Test
	void whatWasNotMeasuredHasNoKeyAndIsADashInTheTable() {
		assertThat(this.report.figures()).doesNotContainKeys("cache_hit_rate", "cache_hit_rate_1000",
				"offline_lag_p99_ms_1000");
		assertThat(row("cache hits")).endsWith("-");
		assertThat(row("offline recorded after")).contains("123.5").contains("-");
	}

	@Test
	void theTableHasAColumnASize() {
		assertThat(row("robots")).containsSubsequence("1,000", "100,000");
		assertThat(row("GET of one robot")).containsSubsequence("1.23", "5.68");
	}

	private String row(String begin) {
		List<String> rows = this.report.text().stream().filter(line -> line.startsWith(begin)).toList();
		assertThat(rows).hasSize(1);
		return rows.getFirst();
	}

}
