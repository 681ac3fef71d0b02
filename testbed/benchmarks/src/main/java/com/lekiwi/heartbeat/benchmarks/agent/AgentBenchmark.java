package com.lekiwi.heartbeat.benchmarks.agent;

import java.time.Duration;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much memory and processor time the agent takes while an operator drives. */
@Command(name = "agent", description = "memory and processor time of the agent, while a host takes commands",
		sortOptions = false)
public final class AgentBenchmark implements Benchmark {

	private static final int LONGEST_S = 86_400;

	@Option(names = "--seconds", paramLabel = "N", description = "for how long it is measured (600; quick: 20)")
	private @Nullable Integer seconds;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Report measure(BenchmarkRun run) {
		Duration window = Duration.ofSeconds(seconds(run.quick()));
		Machine machine = Machine.current();
		DrivenRobot robot = DrivenRobot.start(run);
		AgentCost cost = AgentCost.measure(run, robot.agent(), window);
		robot.check();
		return new AgentReport(cost, robot.end(run)).report(machine);
	}

	private int seconds(boolean quick) {
		int value = (this.seconds != null) ? this.seconds : (quick ? 20 : 600);
		if (value < 1 || value > LONGEST_S) {
			String message = "--seconds: " + value + ": from 1 to " + LONGEST_S;
			throw (this.spec != null) ? new ParameterException(this.spec.commandLine(), message)
					: new IllegalArgumentException(message);
		}
		return value;
	}

}
