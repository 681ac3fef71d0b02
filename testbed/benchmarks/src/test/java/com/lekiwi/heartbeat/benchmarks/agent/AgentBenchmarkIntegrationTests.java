package com.lekiwi.heartbeat.benchmarks.agent;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class AgentBenchmarkIntegrationTests {

	@TempDir
	private Path directory;

	/** A host that does not start is named with its log, and nothing is left running. */
	@Test
	void withoutAHostThereIsNoFigure() {
		StringWriter said = new StringWriter();
		try (OpenResources resources = new OpenResources()) {
			BenchmarkRun run = new BenchmarkRun(true, this.directory, new Installation(this.directory), resources,
					new PrintWriter(said));
			assertThatExceptionOfType(BenchmarkException.class).isThrownBy(() -> new AgentBenchmark().measure(run))
				.withMessageContaining("python3-zmq")
				.withMessageContaining("host.log");
		}
		assertThat(this.directory.resolve("host.log")).content().contains("No such file");
	}

}
