package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.report.Medians;

/** What was found, by the keys of the report. */
final class EdgeFigures {

	private static final int DECIMALS = 3;

	/** One value a round. */
	private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

	private final Map<String, Double> values = new LinkedHashMap<>();

	/** Adds a round to a figure that is the median of its rounds. */
	void round(String key, double value) {
		this.rounds.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
	}

	/** Adds a round to the median and to the 99th percentile of a condition. */
	void round(String condition, Latencies latencies) {
		round(condition + "_p50_ms", latencies.percentile(50));
		round(condition + "_p99_ms", latencies.percentile(99));
	}

	/** Adds a round to the ratios of a condition to another that stood beside it. */
	void ratio(String condition, Latencies latencies, Latencies reference) {
		round("p50_ratio_" + condition, latencies.percentile(50) / reference.percentile(50));
		round("p99_ratio_" + condition, latencies.percentile(99) / reference.percentile(99));
	}

	void put(String key, double value) {
		this.values.put(key, value);
	}

	/** The worse of two figures. */
	void putLarger(String key, String one, String other) {
		put(key, Math.max(median(one), median(other)));
	}

	double median(String key) {
		return Medians.median(this.rounds.getOrDefault(key, List.of()));
	}

	/**
	 * All figures.
	 * @return medians of those that have rounds; whole numbers without a point
	 */
	Map<String, Number> all() {
		Map<String, Number> all = new LinkedHashMap<>();
		this.values.forEach((key, value) -> all.put(key, number(value)));
		this.rounds.forEach((key, values) -> all.put(key, number(Medians.median(values))));
		return Collections.unmodifiableMap(all);
	}

	private static Number number(double value) {
		double rounded = Medians.rounded(value, DECIMALS);
		if (rounded == Math.rint(rounded)) {
			return (long) rounded;
		}
		return rounded;
	}

}
