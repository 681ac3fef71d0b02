package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.report.Table;

/** Tells what was measured. What was not is a dash in a table, and has no key. */
final class EdgeReport {

	private static final String NAME = "edge";

	private static final String[][] SHADOWS = { { "none", "no mirror" }, { "mirror", "mirror, the new side as it is" },
			{ "frozen_new", "the same, frozen" }, { "reference", "mirror, a stand-in" },
			{ "slow", "it is slow (200 ms)" }, { "frozen", "it is frozen" }, { "dead", "it is dead" } };

	private static final String[][] SINGLES = { { "failed_requests", "failed requests (goal 0)" },
			{ "retried_requests", "sent twice: closed under the request" },
			{ "unnamed_answers", "good answers that name no side (goal 0)" }, { "requests", "of all" },
			{ "split_error_points", "split: largest error, points (goal 1.5)" },
			{ "robots_moved_back", "robots that moved back (goal 0)" },
			{ "switch_p50_ms", "switch to the last request on the old side, p50 ms" },
			{ "switch_p99_ms", "the same, p99 ms (goal 1,000)" }, { "switch_max_ms", "the same, longest ms" },
			{ "adapter_ratio", "adapter's beats/s to the direct path's" }, { "adapter_per_s", "adapter, beats/s" },
			{ "direct_per_s", "direct, beats/s" }, { "sync_seconds", "sync, seconds" },
			{ "sync_robots_per_s", "sync, robots/s" } };

	private final Map<String, Number> figures;

	private EdgeReport(Tally tally, EdgeFigures figures) {
		Map<String, Number> all = new LinkedHashMap<>();
		all.put("failed_requests", tally.failed());
		all.put("retried_requests", tally.retried());
		all.put("unnamed_answers", tally.unnamed());
		all.put("requests", tally.requests());
		all.putAll(figures.all());
		this.figures = all;
	}

	static Report of(Machine machine, EdgeSettings settings, Tally tally, EdgeFigures figures) {
		EdgeReport report = new EdgeReport(tally, figures);
		List<String> text = new ArrayList<>();
		text.add(machine.line());
		settings.asMap().forEach((name, value) -> text.add(name + ": " + value));
		text.add("");
		if (settings.measures(EdgePart.MIRROR)) {
			text.addAll(report.shadows().lines());
			text.add("");
			text.addAll(report.sides().lines());
			text.add("");
		}
		text.addAll(report.singles().lines());
		tally.firstFault().ifPresent(fault -> text.add("the first failed request: " + fault));
		return new Report(NAME, machine, settings.asMap(), report.figures, text);
	}

	private Table shadows() {
		Table table = new Table("the legacy answers all; its shadow", "p50 ms", "p99 ms", "p99 ratio",
				"p99 at first, ms");
		for (String[] shadow : SHADOWS) {
			table.row(row(shadow[1], shadow[0] + "_p50_ms", shadow[0] + "_p99_ms", "p99_ratio_" + shadow[0],
					"p99_onset_" + shadow[0] + "_ms"));
		}
		return table;
	}

	private Table sides() {
		Table table = new Table("the new side fails", "share", "healthy side, p99 ms", "p99 ratio", "p99 at first, ms",
				"moved robots, p99 ms", "p99 at first, ms");
		for (Fault fault : Fault.values()) {
			for (int share : SideTrial.SHARES) {
				String key = fault.key() + "_" + share;
				List<String> row = new ArrayList<>(row(fault.label(), "", "healthy_" + key + "_p99_ms",
						"p99_ratio_healthy_" + key, "p99_onset_healthy_" + key + "_ms", "moved_" + key + "_p99_ms",
						"p99_onset_moved_" + key + "_ms"));
				row.set(1, share + " %");
				table.row(row);
			}
		}
		return table;
	}

	private Table singles() {
		Table table = new Table("", "");
		for (String[] single : SINGLES) {
			if (this.figures.containsKey(single[0])) {
				table.row(row(single[1], single[0]));
			}
		}
		return table;
	}

	private List<String> row(String label, String... keys) {
		return Stream.concat(Stream.of(label), Stream.of(keys).map(this::cell)).toList();
	}

	private String cell(String key) {
		Number value = this.figures.get(key);
		if (value == null) {
			return "-";
		}
		return (value instanceof Long) ? String.format(Locale.ROOT, "%,d", value.longValue())
				: String.format(Locale.ROOT, "%,.2f", value.doubleValue());
	}

}
