package com.lekiwi.heartbeat.benchmarks.fleet;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(240)
class FleetBenchmarkIntegrationTests {

	private static final String[] ALWAYS = { "offline_lag_p99_ms", "offline_shown_p99_ms", "site_lag_p99_ms",
			"away_lag_p99_ms", "get_p99_ms", "page_p99_ms", "beat_p99_ms", "look_redis_commands_per_s",
			"look_falling_statements_per_s", "sweep_statements_per_s", "sweep_ms", "rebuild_ms",
			"redis_bytes_per_robot", "postgres_bytes_per_robot", "postgres_bytes_per_event", "registered_per_s",
			"rss_mb", "heap_mb" };

	@TempDir
	private Path directory;

	private final StringWriter progress = new StringWriter();

	@Test
	void aSmallFleetIsMeasuredAndNothingIsLeftRunning() {
		FleetBenchmark benchmark = new FleetBenchmark(Clock.systemUTC());
		new CommandLine(benchmark).parseArgs("--sizes", "50", "--seconds", "1", "--warm-up", "1");
		Report report;
		try (OpenResources resources = new OpenResources()) {
			report = benchmark.measure(new BenchmarkRun(true, this.directory, Installation.ofThisProgram(), resources,
					new PrintWriter(this.progress, true)));
		}
		Map<String, Number> figures = report.figures();
		assertThat(figures).containsKeys(ALWAYS);
		assertThat(Stream.of(ALWAYS).map(key -> key + "_50")).allMatch(figures::containsKey);
		assertThat(Stream.of(ALWAYS).map(figures::get))
			.allSatisfy(figure -> assertThat(figure.doubleValue()).as(figures.toString()).isPositive());
		// Told after the commit, recorded before.
		assertThat(figures.get("offline_shown_p99_ms").doubleValue())
			.isGreaterThanOrEqualTo(figures.get("offline_lag_p99_ms").doubleValue());
		// A look has four shards.
		assertThat(figures.get("look_redis_commands_per_s").doubleValue()).isGreaterThan(4);
		assertThat(report.settings()).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");
		assertThat(this.progress.toString()).contains("50 robots: Redis goes away");
		assertThat(ProcessHandle.current().descendants().filter(FleetBenchmarkIntegrationTests::isServer)).isEmpty();
	}

	private static boolean isServer(ProcessHandle process) {
		return process.info()
			.command()
			.filter(command -> command.contains("postgres") || command.contains("redis"))
			.isPresent();
	}

}
