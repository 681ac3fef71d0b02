package com.lekiwi.heartbeat.legacy.launch;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class LegacyPollerTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void helpNamesEveryOption() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--port", "--zone", "--online-timeout-ms", "--status-port",
				"--poll-interval-ms", "--poll-timeout-ms", "--poll", "--network", "--control-port", "record", "replay");
	}

	@Test
	void subcommandsHaveHelpToo() {
		assertThat(run("replay", "--help")).isZero();
		assertThat(this.out.toString()).contains("--url");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=65536", "--port=-1", "--port=http", "--zone=Berlin", "--online-timeout-ms=0",
			"--status-port=0", "--poll-interval-ms=0", "--poll-timeout-ms=-1", "--poll=kiwi", "--network=lab",
			"--control-port=65536", "--unknown" })
	void wrongArgumentsShowTheUsageAndExitWithTwo(String argument) {
		assertThat(run(argument)).isEqualTo(2);
		assertThat(this.err.toString()).contains("Usage: legacy-poller");
		assertThat(this.out.toString()).isEmpty();
	}

	private int run(String... args) {
		CommandLine line = LegacyPoller.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args);
	}

}
