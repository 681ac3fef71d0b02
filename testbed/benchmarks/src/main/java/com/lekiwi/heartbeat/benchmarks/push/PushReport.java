package com.lekiwi.heartbeat.benchmarks.push;

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
 * @param way from the beat to the frame
 * @param monitor websocket-monitor
 * @param stomp Spring's simple broker
 */
record PushReport(BeatToFrame.Found way, FanOut.Found monitor, FanOut.Found stomp) {

	Report report(Machine machine, Map<String, Object> settings) {
		List<String> text = new ArrayList<>();
		text.add(machine.line());
		settings.forEach((name, value) -> text.add(name + ": " + value));
		text.add("");
		Table table = new Table("server", "offered/s", "messages/s", "changes/s", "server CPU", "hung up on");
		this.monitor.steps().forEach(step -> row(table, "websocket-monitor", step));
		this.stomp.steps().forEach(step -> row(table, "STOMP simple broker", step));
		text.addAll(table.lines());
		text.add("");
		text.add(String.format(Locale.ROOT,
				"messages/s, best step: %.1f times the simple broker's; changes/s: %.1f times; RSS %.0f and %.0f MB",
				ratio(), changesRatio(), this.monitor.residentMb(), this.stomp.residentMb()));
		text.add(String.format(Locale.ROOT,
				"beat accepted to frame received: p50 %.1f, p99 %.1f, p99.9 %.1f ms; %d beats in %d frames, %d overtaken",
				this.way.latencies().percentile(50), this.way.latencies().percentile(99),
				this.way.latencies().percentile(99.9), this.way.beats(), this.way.frames(), this.way.unseen()));
		return new Report("push", machine, settings, figures(), text);
	}

	private static void row(Table table, String name, FanOut.Step step) {
		table.row(List.of(name, Integer.toString(step.offered()), String.format(Locale.ROOT, "%,.0f", step.messages()),
				String.format(Locale.ROOT, "%,.0f", step.changes()),
				String.format(Locale.ROOT, "%.2f", step.serverCpu()), Long.toString(step.lost())));
	}

	private double ratio() {
		return this.monitor.best().messages() / this.stomp.best().messages();
	}

	private double changesRatio() {
		return mostChanges(this.monitor) / mostChanges(this.stomp);
	}

	private static double mostChanges(FanOut.Found found) {
		return found.steps().stream().mapToDouble(FanOut.Step::changes).max().orElseThrow();
	}

	private Map<String, Number> figures() {
		Map<String, Number> figures = new LinkedHashMap<>();
		figures.put("clients", this.monitor.clients());
		figures.put("messages_per_s", Math.round(this.monitor.best().messages()));
		figures.put("changes_per_s", Math.round(mostChanges(this.monitor)));
		figures.put("beat_to_frame_p99_ms", Medians.rounded(this.way.latencies().percentile(99), 1));
		figures.put("beat_to_frame_p50_ms", Medians.rounded(this.way.latencies().percentile(50), 1));
		figures.put("ratio_stomp", Medians.rounded(ratio(), 2));
		figures.put("ratio_stomp_changes", Medians.rounded(changesRatio(), 2));
		figures.put("stomp_clients", this.stomp.clients());
		figures.put("stomp_messages_per_s", Math.round(this.stomp.best().messages()));
		figures.put("rss_mb", Math.round(this.monitor.residentMb()));
		figures.put("stomp_rss_mb", Math.round(this.stomp.residentMb()));
		return figures;
	}

}
