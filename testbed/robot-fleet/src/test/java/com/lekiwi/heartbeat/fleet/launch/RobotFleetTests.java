package com.lekiwi.heartbeat.fleet.launch;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class RobotFleetTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@Test
	void helpNamesEveryOption() {
		assertThat(run("--help")).isZero();
		assertThat(this.out.toString()).contains("--target", "--robots", "--first", "--interval-ms", "--seed",
				"--run-id", "--reboots-per-hour", "--dropouts-per-hour", "--legacy-share", "--robot-id-share",
				"--outbox", "--timeout-ms", "--status-port", "--control-port", "--neighbours", "--first-neighbour",
				"--neighbour-mix", "--quiet");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--robots=many", "--robots=-1", "--robots=100001", "--first=0", "--interval-ms=0",
			"--interval-ms=300001", "--target=127.0.0.1:8080", "--target=https://127.0.0.1", "--status-port=65536",
			"--control-port=-1", "--outbox=0", "--timeout-ms=0", "--reboots-per-hour=-1", "--dropouts-per-hour=NaN",
			"--legacy-share=-1", "--legacy-share=101", "--robot-id-share=101", "--legacy-share=some", "--neighbours=-1",
			"--neighbours=10001", "--first-neighbour=0", "--neighbour-mix=", "--neighbour-mix=dead",
			"--neighbour-mix=ghost=1", "--neighbour-mix=dead=0", "--neighbour-mix=dead=1,dead=2", "--unknown" })
	void wrongArgumentsShowTheUsageAndExitWithTwo(String argument) {
		assertThat(run(argument)).isEqualTo(2);
		assertThat(this.err.toString()).contains("Usage: robot-fleet");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void neighboursWhoseAddressesRobotsHaveOrThatCannotBeAskedAreRefused() {
		assertThat(run("--neighbours=1", "--status-port=0")).isEqualTo(2);
		assertThat(this.err.toString()).contains("neighbours need a status port");
		assertThat(run("--neighbours=1", "--robots=50001")).isEqualTo(2);
		assertThat(this.err.toString()).contains("robots beside neighbours are numbered from 1 to 50000");
	}

	private int run(String... args) {
		CommandLine line = RobotFleet.commandLine();
		line.setOut(new PrintWriter(this.out, true));
		line.setErr(new PrintWriter(this.err, true));
		return line.execute(args);
	}

}
