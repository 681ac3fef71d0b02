package com.lekiwi.heartbeat.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/** Medians over rounds. */
public final class Medians {

	private Medians() {
	}

	/**
	 * The value in the middle; of an even number of values, the mean of the two there.
	 * @param values at least one, in any order
	 * @return the median
	 */
	public static double median(List<Double> values) {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("no values");
		}
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	/**
	 * The median of the ratios of each round. A disturbance that lasts longer than a
	 * round is in both values of a ratio, and mostly falls out of it.
	 * @param values one a round
	 * @param references one a round, none of them zero
	 * @return the median ratio
	 */
	public static double medianRatio(List<Double> values, List<Double> references) {
		if (values.size() != references.size()) {
			throw new IllegalArgumentException(values.size() + " values, " + references.size() + " references");
		}
		return median(IntStream.range(0, values.size())
			.mapToObj(round -> values.get(round) / references.get(round))
			.toList());
	}

	/**
	 * Rounds for a report.
	 * @param value any value
	 * @param decimals digits behind the point
	 * @return the nearest value with so many digits
	 */
	public static double rounded(double value, int decimals) {
		double factor = Math.pow(10, decimals);
		return Math.round(value * factor) / factor;
	}

}
