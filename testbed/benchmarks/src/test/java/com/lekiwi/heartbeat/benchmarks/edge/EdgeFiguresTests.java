package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.Set;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class EdgeFiguresTests {

	private final EdgeFigures figures = new EdgeFigures();

	@Test
	void aRatioIsTheMedianOfTheRoundsRatios() {
		this.figures.ratio("slow", of(10), of(10));
		this.figures.ratio("slow", of(33), of(11));
		this.figures.ratio("slow", of(24), of(20));
		assertThat(this.figures.all()).containsEntry("p99_ratio_slow", 1.2);
	}

	@Test
	void ofTwoSharesTheWorseOneIsTold() {
		this.figures.round("a", 1.5);
		this.figures.round("b", 1.1);
		this.figures.putLarger("worse", "a", "b");
		assertThat(this.figures.all()).containsEntry("worse", 1.5);
	}

	@Test
	void keysStayTheSameAndWhatWasNotMeasuredHasNone() {
		Tally tally = new Tally();
		tally.count(new Answer(200, "new", "", true, ""), true);
		tally.count(Answer.none(false, "hung up"), false);
		tally.count(new Answer(200, "", "", false, ""), true);
		this.figures.ratio("slow", of(12), of(10));
		this.figures.put("split_error_points", 0.5);
		Report report = EdgeReport.of(new Machine(1, 1, "cpu", "os", "java", 0),
				EdgeSettings.quick(Set.of(EdgePart.MIRROR), NewSide.STAND_IN), tally, this.figures);
		assertThat(report.figures()).containsEntry("failed_requests", 1L)
			.containsEntry("retried_requests", 1L)
			.containsEntry("requests", 3L)
			.containsEntry("unnamed_answers", 1L)
			.containsEntry("p99_ratio_slow", 1.2)
			.containsEntry("split_error_points", 0.5)
			.doesNotContainKeys("p99_ratio_dead", "adapter_ratio", "switch_p99_ms");
		assertThat(report.settings()).containsEntry("new_side", "stand-in");
		assertThat(String.join("\n", report.text())).contains("the first failed request: hung up");
	}

	@Test
	void theAdapterIsHeldToWhatTheDatabaseCounted() {
		WrkResult good = new WrkResult(101, 100, 1_000_000, 1, 1, 1, 1, 0, 0, 0, 0);
		assertThat(AdapterTrial.fault(good, 100)).isEmpty();
		assertThat(AdapterTrial.fault(good, 100 + AdapterTrial.CONNECTIONS)).isEmpty();
		assertThat(AdapterTrial.fault(good, 99)).isEqualTo("acknowledged 100, but took 99");
		assertThat(AdapterTrial.fault(good, 101 + AdapterTrial.CONNECTIONS)).isNotEmpty();
		assertThat(AdapterTrial.fault(new WrkResult(101, 100, 1_000_000, 1, 1, 1, 1, 1, 0, 0, 0), 100))
			.startsWith("1 bad answers");
	}

	@Test
	void theNewestRunIsTheOneWithTheHighestNumber() {
		JsonMapper json = JsonMapper.builder().build();
		assertThat(SyncTrial.newest(json.readTree("[{\"id\":3},{\"id\":7},{\"id\":5}]")).path("id").asLong())
			.isEqualTo(7);
		assertThat(SyncTrial.newest(json.readTree("{\"runs\":[{\"id\":2}]}")).path("id").asLong()).isEqualTo(2);
		assertThat(SyncTrial.newest(json.readTree("{\"runs\":[]}")).isMissingNode()).isTrue();
	}

	private static Latencies of(double millis) {
		Latencies latencies = new Latencies();
		latencies.add(millis);
		return latencies;
	}

}
