package com.lekiwi.heartbeat.benchmarks.browser;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import com.lekiwi.heartbeat.browser.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Timeout(240)
class BrowserBenchmarkIntegrationTests {

	@TempDir
	private Path directory;

	private final StringWriter progress = new StringWriter();

	private final BrowserBenchmark benchmark = new BrowserBenchmark();

	@Test
	void aSmallFleetIsLookedAtAndNothingIsLeftRunning() {
		assumeTrue(Browser.isInstalled(), "the dashboard is not measured: " + Browser.HOW_TO_GET_ONE);
		new CommandLine(this.benchmark).parseArgs("--robots", "50", "--beats", "20", "--seconds", "3", "--warm-up",
				"1");
		Report report = measure();
		assertThat(report.figures()).containsKeys("frame_p50_ms", "frame_p99_ms", "frames_over_50ms_share",
				"heap_start_mb", "heap_end_mb");
		assertThat(report.figures().get("frame_p50_ms").doubleValue()).isBetween(1.0, 1_000.0);
		assertThat(report.figures().get("heap_end_mb").doubleValue()).isPositive();
		assertThat(report.figures().get("elements").longValue()).isGreaterThan(100);
		assertThat(report.settings()).containsEntry("robots", 50).containsKey("browser");
		assertThat(ProcessHandle.current()
			.descendants()
			.flatMap(process -> process.info().command().stream())
			.filter(command -> command.contains("chrom") || command.contains("postgres") || command.contains("redis")))
			.isEmpty();
	}

	@Test
	void aWrongNumberIsNamedAndNothingIsStarted() {
		new CommandLine(this.benchmark).parseArgs("--robots", "0");
		assertThatExceptionOfType(ParameterException.class).isThrownBy(this::measure)
			.withMessage("--robots: 0: from 1 to 100000");
		assertThat(this.directory).isEmptyDirectory();
	}

	private Report measure() {
		try (OpenResources resources = new OpenResources()) {
			return this.benchmark.measure(new BenchmarkRun(true, this.directory, Installation.ofThisProgram(),
					resources, new PrintWriter(this.progress, true)));
		}
	}

}
