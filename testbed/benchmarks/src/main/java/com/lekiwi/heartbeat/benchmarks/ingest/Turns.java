package com.lekiwi.heartbeat.benchmarks.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import com.lekiwi.heartbeat.benchmarks.ingest.Contestant.Place;
import com.lekiwi.heartbeat.benchmarks.report.Medians;

/** All turns of a run. Each contestant has one a round. */
final class Turns {

	private final Map<Place, List<Turn>> turns = new EnumMap<>(Place.class);

	void add(Place place, Turn turn) {
		this.turns.computeIfAbsent(place, key -> new ArrayList<>()).add(turn);
	}

	/** A value in each round. */
	List<Double> values(Place place, ToDoubleFunction<Turn> value) {
		return this.turns.getOrDefault(place, List.of()).stream().map(turn -> value.applyAsDouble(turn)).toList();
	}

	/** The median of a value over all rounds. */
	double median(Place place, ToDoubleFunction<Turn> value) {
		return Medians.median(values(place, value));
	}

	/** The sum of a value over all rounds. */
	double sum(Place place, ToDoubleFunction<Turn> value) {
		return values(place, value).stream().mapToDouble(Double::doubleValue).sum();
	}

	/** By what factor one is faster than the other: the median over all rounds. */
	double ratio(Place place, Place reference) {
		return Medians.medianRatio(values(place, turn -> turn.wrk().perSecond()),
				values(reference, turn -> turn.wrk().perSecond()));
	}

}
