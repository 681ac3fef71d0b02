package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

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
class DiscoveryBenchmarkIntegrationTests {

	@TempDir
	private Path directory;

	private final StringWriter progress = new StringWriter();

	@Test
	void aSmallNetworkIsScannedAndEverythingIsWhatItIs() {
		DiscoveryBenchmark benchmark = new DiscoveryBenchmark(Clock.systemUTC());
		new CommandLine(benchmark).parseArgs("--robots", "20", "--rounds", "1");
		Report report;
		try (OpenResources resources = new OpenResources()) {
			report = benchmark.measure(new BenchmarkRun(true, this.directory, Installation.ofThisProgram(), resources,
					new PrintWriter(this.progress, true)));
		}
		Map<String, Number> figures = report.figures();
		assertThat(figures).containsEntry("type_precision", 1.0)
			.containsEntry("type_recall", 1.0)
			.containsEntry("probed_twice", 0)
			.containsEntry("outcomes_wrong", 0);
		assertThat(figures.get("seconds").doubleValue()).isPositive();
		assertThat(figures.get("serial_seconds").doubleValue()).isGreaterThanOrEqualTo(4);
		assertThat(report.text()).anyMatch(line -> line.startsWith("redirect"));
		assertThat(this.progress.toString()).contains("cold: 20 addresses", "mixed: 85 addresses");
		assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
	}

}
