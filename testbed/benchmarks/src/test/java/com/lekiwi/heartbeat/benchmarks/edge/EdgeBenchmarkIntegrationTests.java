package com.lekiwi.heartbeat.benchmarks.edge;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import com.lekiwi.heartbeat.stack.edge.Nginx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

@Timeout(120)
class EdgeBenchmarkIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void robotsAreMovedAndNothingIsLeftRunning() {
		assumeThat(Nginx.program()).as("install nginx-light").isPresent();
		EdgeBenchmark benchmark = new EdgeBenchmark();
		new CommandLine(benchmark).parseArgs("--new-side", "stand-in", "--only", "split,switch");
		Report report;
		try (OpenResources resources = new OpenResources()) {
			report = benchmark.measure(new BenchmarkRun(true, this.directory, Installation.ofThisProgram(), resources,
					new PrintWriter(new StringWriter(), true)));
		}
		Map<String, Number> figures = report.figures();
		assertThat(figures.get("failed_requests").longValue()).as(report.text().toString()).isZero();
		// Five steps of 2,000 robots, and beats.
		assertThat(figures.get("requests").longValue()).isGreaterThan(10_000);
		assertThat(figures.get("robots_moved_back").longValue()).isZero();
		assertThat(figures.get("split_observed_50").doubleValue()).isBetween(40.0, 60.0);
		assertThat(figures.get("switch_p99_ms").doubleValue()).isPositive();
		assertThat(figures).doesNotContainKeys("p99_ratio_slow", "adapter_ratio", "sync_seconds");
		assertThat(ProcessHandle.current().descendants().filter(EdgeBenchmarkIntegrationTests::isServer)).isEmpty();
	}

	private static boolean isServer(ProcessHandle process) {
		return process.info()
			.command()
			.filter(command -> command.contains("nginx") || command.endsWith("java"))
			.isPresent();
	}

}
