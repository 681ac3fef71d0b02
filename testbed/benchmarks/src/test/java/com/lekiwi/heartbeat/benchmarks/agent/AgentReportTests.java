package com.lekiwi.heartbeat.benchmarks.agent;

import java.time.Duration;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AgentReportTests {

	@Test
	void processorTimeIsOfOneCoreAndWithTheProgramsThatItRuns() {
		Report report = new AgentReport(new AgentCost(Duration.ofMinutes(10), 21.04, 3.0, 1.2),
				new DrivenRobot.Outcome(121, 29.97, 18_000, 1, 0))
			.report(new Machine(2, 4_000, "cpu", "os", "java", 0));
		assertThat(report.figures()).containsEntry("agent_rss_mb", 21.0)
			.containsEntry("agent_cpu_percent", 0.5)
			.containsEntry("agent_own_cpu_percent", 0.2)
			.containsEntry("command_rate_hz", 30.0)
			.containsEntry("beats", 121L);
		assertThat(report.text()).contains("121 beats, none lost; 18,000 commands reached the host, by one connection");
	}

}
