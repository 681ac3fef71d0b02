package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Medians;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.report.Table;

/**
 * Tells what was measured, a column a size. A figure that a size does not have is absent,
 * and a dash in the table.
 */
final class FleetReport {

	private static final String NAME = "fleet";

	private final NavigableMap<Integer, Map<Figure, Double>> sizes;

	FleetReport(NavigableMap<Integer, Map<Figure, Double>> sizes) {
		this.sizes = sizes;
	}

	Report report(Machine machine, Map<String, Object> settings) {
		List<String> text = new ArrayList<>();
		text.add(machine.line());
		settings.forEach((name, value) -> text.add(name + ": " + value));
		text.add("");
		text.addAll(table().lines());
		text.add("");
		text.add("every robot that was to fall silent has one offline event, dated at its deadline;"
				+ " no other has one; every answer was good");
		return new Report(NAME, machine, settings, figures(), text);
	}

	private Table table() {
		List<String> heads = new ArrayList<>(List.of("robots"));
		this.sizes.keySet().forEach(size -> heads.add(String.format(Locale.ROOT, "%,d", size)));
		Table table = new Table(heads.toArray(String[]::new));
		for (Figure figure : Figure.values()) {
			List<String> row = new ArrayList<>(List.of(figure.label()));
			this.sizes.values().forEach(figures -> row.add(cell(figure, figures)));
			table.row(row);
		}
		return table;
	}

	private static String cell(Figure figure, Map<Figure, Double> figures) {
		double value = figures.getOrDefault(figure, Double.NaN);
		return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + figure.decimals() + "f", value);
	}

	/** By size; without one, of the largest fleet. */
	private Map<String, Number> figures() {
		Map<String, Number> all = new LinkedHashMap<>();
		for (Figure figure : Figure.values()) {
			put(all, figure.key(), figure, this.sizes.lastEntry().getValue());
			this.sizes.forEach((size, figures) -> put(all, figure.key(size), figure, figures));
		}
		return all;
	}

	private static void put(Map<String, Number> all, String key, Figure figure, Map<Figure, Double> figures) {
		double value = figures.getOrDefault(figure, Double.NaN);
		if (!Double.isNaN(value)) {
			all.put(key, Medians.rounded(value, figure.decimals()));
		}
	}

}
