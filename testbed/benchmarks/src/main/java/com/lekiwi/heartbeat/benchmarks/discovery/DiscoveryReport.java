package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Medians;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.report.Table;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourTruth;

/**
 * Tells what was measured.
 *
 * @param cold the first scan of a service that has just been started
 * @param rounds the scans after it
 * @param mixed the scan of all characters
 * @param serialSeconds the legacy's round over the addresses of the last of the rounds
 * @param residentMb main memory that the service occupies at the end
 */
record DiscoveryReport(ScanTrial.Found cold, List<ScanTrial.Found> rounds, ScanTrial.Found mixed, double serialSeconds,
		double residentMb) {

	DiscoveryReport {
		rounds = List.copyOf(rounds);
	}

	Report report(Machine machine, Map<String, Object> settings) {
		Outcomes outcomes = new Outcomes(this.mixed.findings(), this.mixed.truth().neighbours());
		TypeScore score = score();
		List<String> text = new ArrayList<>();
		text.add(machine.line());
		settings.forEach((name, value) -> text.add(name + ": " + value));
		text.add("");
		Table table = new Table("scan", "all robots after", "finished after");
		row(table, "cold", this.cold);
		for (int round = 0; round < this.rounds.size(); round++) {
			row(table, Integer.toString(round + 1), this.rounds.get(round));
		}
		row(table, "mixed", this.mixed);
		text.addAll(table.lines());
		text.add("");
		text.add(String.format(Locale.ROOT,
				"all robots found, typed and readable after %.2f s (median of %d);"
						+ " the legacy took %.1f s for the same addresses: %.0f times as long",
				seconds(), this.rounds.size(), this.serialSeconds, this.serialSeconds / seconds()));
		text.add(String.format(Locale.ROOT,
				"types: %d told, %d of them right; %d provable, %d of them told; %d addresses asked twice; RSS %.0f MB",
				score.told(), score.right(), score.provable(), score.recalled(), probedTwice(), this.residentMb));
		text.add("");
		text.addAll(outcomes.lines());
		return new Report("discovery", machine, settings, figures(score, outcomes), text);
	}

	private Map<String, Number> figures(TypeScore score, Outcomes outcomes) {
		Map<String, Number> figures = new LinkedHashMap<>();
		figures.put("seconds", Medians.rounded(seconds(), 3));
		figures.put("seconds_cold", Medians.rounded(this.cold.robotsSeconds(), 3));
		figures.put("seconds_slowest", Medians
			.rounded(this.rounds.stream().mapToDouble(ScanTrial.Found::robotsSeconds).max().orElseThrow(), 3));
		figures.put("finished_seconds",
				Medians.rounded(Medians.median(this.rounds.stream().map(ScanTrial.Found::allSeconds).toList()), 3));
		figures.put("serial_seconds", Medians.rounded(this.serialSeconds, 1));
		figures.put("ratio_serial", Medians.rounded(this.serialSeconds / seconds(), 1));
		figures.put("type_precision", Medians.rounded(score.precision(), 4));
		figures.put("type_recall", Medians.rounded(score.recall(), 4));
		figures.put("probed_twice", probedTwice());
		figures.put("outcomes_wrong", outcomes.wrong());
		figures.put("mixed_addresses", this.mixed.findings().size());
		figures.put("mixed_finished_seconds", Medians.rounded(this.mixed.allSeconds(), 3));
		figures.put("rss_mb", Math.round(this.residentMb));
		return figures;
	}

	private double seconds() {
		return Medians.median(this.rounds.stream().map(ScanTrial.Found::robotsSeconds).toList());
	}

	private List<ScanTrial.Found> all() {
		List<ScanTrial.Found> all = new ArrayList<>(this.rounds);
		all.add(this.cold);
		all.add(this.mixed);
		return all;
	}

	private TypeScore score() {
		return all().stream()
			.map(found -> TypeScore.of(found.findings(), found.truth().neighbours()))
			.reduce(TypeScore.NONE, TypeScore::plus);
	}

	private int probedTwice() {
		return Math.toIntExact(all().stream()
			.flatMap(found -> found.truth().neighbours().stream())
			.filter(DiscoveryReport::isAskedTwice)
			.count());
	}

	private static boolean isAskedTwice(NeighbourTruth neighbour) {
		Long connections = neighbour.connections();
		return connections != null && connections > 1;
	}

	private static void row(Table table, String name, ScanTrial.Found found) {
		table.row(List.of(name, String.format(Locale.ROOT, "%.3f s", found.robotsSeconds()),
				String.format(Locale.ROOT, "%.3f s", found.allSeconds())));
	}

}
