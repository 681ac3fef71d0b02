package com.lekiwi.heartbeat.benchmarks.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class BenchmarksIntegrationTests {

	@TempDir
	private Path directory;

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void anUnknownNameListsTheBenchmarks() {
		assertThat(execute("ingets")).isEqualTo(2);
		assertThat(this.err.toString()).contains("there is no benchmark 'ingets'")
			.contains("benchmarks: counting, failing");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void noNameListsTheBenchmarks() {
		assertThat(execute()).isEqualTo(2);
		assertThat(this.err.toString()).contains("benchmarks: counting, failing");
	}

	@Test
	void theReportIsPrintedAndItsDirectoryGoes() throws IOException {
		assertThat(execute("counting")).isZero();
		assertThat(this.out.toString()).isEqualToNormalizingNewlines("quick: false\n");
		assertThat(directories()).isEmpty();
	}

	@Test
	void optionsOfAllBenchmarksStandBehindTheName() throws IOException {
		Path json = this.directory.resolve("report.json");
		assertThat(execute("counting", "--quick", "--json", json.toString())).isZero();
		assertThat(this.out.toString()).isEqualToNormalizingNewlines("quick: true\n");
		assertThat(json).content().contains("\"name\" : \"counting\"");
	}

	@Test
	void aDashWritesJsonAndNothingElseToTheOutput() {
		assertThat(execute("counting", "--json", "-")).isZero();
		assertThat(this.out.toString()).startsWith("{").contains("\"count\" : 1");
		assertThat(this.err.toString()).isEqualToNormalizingNewlines("quick: false\n");
	}

	@Test
	void aFailureIsOneLineAndItsLogsStay() throws IOException {
		assertThat(execute("failing")).isEqualTo(1);
		assertThat(this.err.toString()).isEqualToNormalizingNewlines("bench: failing: server did not start\n");
		assertThat(directories()).hasSize(1);
	}

	private int execute(String... args) {
		CommandLine line = Benchmarks.commandLine(new Installation(this.directory),
				List.of(new Counting(), new Failing()));
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args);
	}

	private List<Path> directories() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter(Files::isDirectory).toList();
		}
	}

	@Command(name = "counting")
	static final class Counting implements Benchmark {

		@Override
		public Report measure(BenchmarkRun run) {
			assertThat(run.directory()).isEmptyDirectory();
			return new Report("counting", new Machine(1, 1, "cpu", "os", "java", 0), Map.of(), Map.of("count", 1),
					List.of("quick: " + run.quick()));
		}

	}

	@Command(name = "failing")
	static final class Failing implements Benchmark {

		@Override
		public Report measure(BenchmarkRun run) {
			throw new BenchmarkException("server did not start");
		}

	}

}
