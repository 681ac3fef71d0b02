package com.lekiwi.heartbeat.benchmarks.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Medians;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.report.Table;

/**
 * Tells what was measured.
 *
 * @param cost what the agent took
 * @param outcome what came of it
 */
record AgentReport(AgentCost cost, DrivenRobot.Outcome outcome) {

	Report report(Machine machine) {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put("seconds", this.cost.window().toSeconds());
		settings.put("interval_s", 5);
		settings.put("commands_per_s", DrivenRobot.RATE_HZ);
		settings.put("command_bytes", DrivenRobot.COMMAND_BYTES);
		Table table = new Table("agent", "measured", "goal");
		table.row(List.of("resident memory, MB", number("%.1f", this.cost.residentMb()), "< 50"));
		table.row(List.of("processor, % of one core", number("%.2f", this.cost.cpuPercent()), "< 1"));
		table.row(List.of("  of that itself, without ss", number("%.2f", this.cost.ownCpuPercent()), ""));
		table.row(List.of("commands/s, as it said", number("%.1f", this.outcome.rateHz()), ""));
		List<String> text = new ArrayList<>(List.of(machine.line(), settings.toString(), ""));
		text.addAll(table.lines());
		text.add("");
		text.add(String.format(Locale.ROOT, "%d beats, none lost; %,d commands reached the host, by one connection",
				this.outcome.beats(), this.outcome.commands()));
		return new Report("agent", machine, settings, figures(), text);
	}

	private static String number(String format, double value) {
		return String.format(Locale.ROOT, format, value);
	}

	private Map<String, Number> figures() {
		Map<String, Number> figures = new LinkedHashMap<>();
		figures.put("agent_rss_mb", Medians.rounded(this.cost.residentMb(), 1));
		figures.put("agent_cpu_percent", Medians.rounded(this.cost.cpuPercent(), 3));
		figures.put("agent_own_cpu_percent", Medians.rounded(this.cost.ownCpuPercent(), 3));
		figures.put("beats", this.outcome.beats());
		figures.put("commands", this.outcome.commands());
		figures.put("command_rate_hz", Medians.rounded(this.outcome.rateHz(), 1));
		return figures;
	}

}
