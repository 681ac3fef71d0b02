package com.lekiwi.heartbeat.benchmarks.agent;

import java.time.Duration;

import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.process.ServerProcess;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;

/**
 * What the agent took.
 *
 * @param window for how long it was measured
 * @param residentMb the most memory that it occupied at a look, one a second
 * @param cpuSeconds processor time, with that of the programs that it ran
 * @param ownCpuSeconds its own part of that
 */
record AgentCost(Duration window, double residentMb, double cpuSeconds, double ownCpuSeconds) {

	private static final Duration LOOK = Duration.ofSeconds(1);

	static AgentCost measure(BenchmarkRun run, ServerProcess agent, Duration window) {
		run.say("the agent is watched for " + window.toSeconds() + " s");
		long pid = agent.pid();
		long begin = System.nanoTime();
		double all = ProcessStat.cpuSecondsWithChildren(pid);
		double own = ProcessStat.cpuSeconds(pid);
		double resident = ProcessStat.residentMb(pid);
		long end = begin + window.toNanos();
		while (System.nanoTime() < end) {
			Waiting.untilNanos(Math.min(end, System.nanoTime() + LOOK.toNanos()));
			resident = Math.max(resident, ProcessStat.residentMb(pid));
		}
		return new AgentCost(Duration.ofNanos(System.nanoTime() - begin), resident,
				ProcessStat.cpuSecondsWithChildren(pid) - all, ProcessStat.cpuSeconds(pid) - own);
	}

	/** Of one core. */
	double cpuPercent() {
		return percent(this.cpuSeconds);
	}

	/** Of one core, without the programs that it ran. */
	double ownCpuPercent() {
		return percent(this.ownCpuSeconds);
	}

	private double percent(double seconds) {
		return 100 * seconds * Duration.ofSeconds(1).toNanos() / this.window.toNanos();
	}

}
