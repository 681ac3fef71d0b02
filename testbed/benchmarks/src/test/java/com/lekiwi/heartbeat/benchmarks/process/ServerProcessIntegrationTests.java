package com.lekiwi.heartbeat.benchmarks.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class ServerProcessIntegrationTests {

	private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

	@TempDir
	private Path directory;

	@Test
	void aServerThatEndsWhileItStartsIsReportedWithItsLog() {
		try (ServerProcess server = start("echo no database >&2; exit 3")) {
			assertThatExceptionOfType(BenchmarkException.class)
				.isThrownBy(() -> server.awaitAnswer(NOBODY, Duration.ofSeconds(30)))
				.withMessage("thing ended with 3 while it started; log: " + this.directory.resolve("thing.log"));
			assertThat(server.log()).hasContent("no database");
		}
	}

	@Test
	void aServerThatNeverAnswersIsReportedWithItsLog() {
		try (ServerProcess server = start("exec sleep 60")) {
			assertThatExceptionOfType(BenchmarkException.class)
				.isThrownBy(() -> server.awaitAnswer(NOBODY, Duration.ofMillis(300)))
				.withMessageContaining("did not answer")
				.withMessageContaining("thing.log");
		}
	}

	@Test
	void aClosedServerIsGone() {
		ServerProcess server = start("exec sleep 60");
		ProcessHandle handle = ProcessHandle.of(server.pid()).orElseThrow();
		server.close();
		assertThat(handle.isAlive()).isFalse();
	}

	@Test
	void aProcessHasMemoryAndItsTimeIncludesThatOfItsChildren() {
		long pid = ProcessHandle.current().pid();
		assertThat(ProcessStat.residentMb(pid)).isPositive();
		double own = ProcessStat.cpuSeconds(pid);
		assertThat(own).isPositive();
		assertThat(ProcessStat.cpuSecondsWithChildren(pid)).isGreaterThanOrEqualTo(own);
	}

	private ServerProcess start(String shell) {
		return ServerProcess.start("thing", this.directory, List.of("/bin/sh", "-c", shell), Map.of());
	}

}
