package com.lekiwi.heartbeat.benchmarks.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import com.lekiwi.heartbeat.benchmarks.ingest.Contestant.Place;
import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Medians;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.report.Table;

/** Tells what was measured, to people and to programs. */
final class IngestReport {

	private static final String NAME = "ingest";

	private final Turns turns;

	private final DurableState durable;

	private final DurableState perRow;

	IngestReport(Turns turns, DurableState durable, DurableState perRow) {
		this.turns = turns;
		this.durable = durable;
		this.perRow = perRow;
	}

	Report report(Machine machine, Map<String, Object> settings) {
		Map<String, Number> figures = figures();
		List<String> text = new ArrayList<>();
		text.add(machine.line());
		settings.forEach((name, value) -> text.add(name + ": " + value));
		text.add("");
		text.addAll(speeds().lines());
		text.add("");
		text.add("milliseconds of processor time for 1,000 answers");
		text.addAll(costs().lines());
		text.add("");
		text.add(String.format(Locale.ROOT,
				"durable / floor %.3f, durable / Eureka %.2f (at its best %.2f), durable / per row %.1f",
				ratio(Place.FLOOR), ratio(Place.EUREKA), ratio(Place.EUREKA_BEST), ratio(Place.PER_ROW)));
		text.add(state("durable", this.durable));
		text.add(state("per row", this.perRow));
		text.add(String.format(Locale.ROOT, "durable: %.0f updates published in its turns and received",
				this.turns.sum(Place.DURABLE, Turn::updates)));
		text.add("every turn: no errors, and the database's count of beats (Eureka's of renewals)"
				+ " grew by what was acknowledged");
		return new Report(NAME, machine, settings, figures, text);
	}

	private Table speeds() {
		Table table = new Table("", "per second", "lowest", "highest", "p50 ms", "p99 ms", "p99.9 ms", "errors");
		for (Place place : Place.values()) {
			List<Double> rates = this.turns.values(place, turn -> turn.wrk().perSecond());
			table.row(List.of(place.label(), number(Medians.median(rates), 0),
					number(rates.stream().mapToDouble(Double::doubleValue).min().orElse(0), 0),
					number(rates.stream().mapToDouble(Double::doubleValue).max().orElse(0), 0),
					number(milliseconds(place, turn -> turn.wrk().p50Us()), 2),
					number(milliseconds(place, turn -> turn.wrk().p99Us()), 2),
					number(milliseconds(place, turn -> turn.wrk().p999Us()), 2),
					number(this.turns.sum(place, turn -> turn.wrk().errors()), 0)));
		}
		return table;
	}

	private Table costs() {
		Table table = new Table("", "server", "PostgreSQL", "Redis, subscriber", "wrk", "idle others");
		for (Place place : Place.values()) {
			table.row(List.of(place.label(), number(cost(place, CpuTimes::server), 1),
					number(cost(place, CpuTimes::postgres), 1), number(cost(place, CpuTimes::redis), 1),
					number(cost(place, CpuTimes::wrk), 1), number(cost(place, CpuTimes::idle), 1)));
		}
		return table;
	}

	private static String state(String name, DurableState state) {
		return String.format(Locale.ROOT,
				"%s: %d beats in %d commits, %.1f a commit; %d rows written; heap %.0f MB after a GC, RSS %.0f MB",
				name, state.beats(), state.commits(), state.beatsPerCommit(), state.rows(), state.heapMb(),
				state.residentMb());
	}

	private Map<String, Number> figures() {
		Map<String, Number> figures = new LinkedHashMap<>();
		for (Place place : Place.values()) {
			figures.put(place.key() + "_per_s", Math.round(this.turns.median(place, turn -> turn.wrk().perSecond())));
		}
		figures.put("ratio_floor", rounded(ratio(Place.FLOOR), 3));
		figures.put("ratio_eureka", rounded(ratio(Place.EUREKA), 3));
		figures.put("ratio_eureka_best", rounded(ratio(Place.EUREKA_BEST), 3));
		figures.put("ratio_per_row", rounded(ratio(Place.PER_ROW), 3));
		figures.put("p50_ms", rounded(milliseconds(Place.DURABLE, turn -> turn.wrk().p50Us()), 3));
		figures.put("p99_ms", rounded(milliseconds(Place.DURABLE, turn -> turn.wrk().p99Us()), 3));
		figures.put("p999_ms", rounded(milliseconds(Place.DURABLE, turn -> turn.wrk().p999Us()), 3));
		figures.put("rss_mb", Math.round(this.durable.residentMb()));
		figures.put("heap_mb", Math.round(this.durable.heapMb()));
		figures.put("beats", this.durable.beats());
		figures.put("rows_written", this.durable.rows());
		figures.put("commits", this.durable.commits());
		figures.put("beats_per_commit", rounded(this.durable.beatsPerCommit(), 1));
		for (Place place : Place.values()) {
			String key = place.key();
			if (place != Place.DURABLE) {
				figures.put(key + "_p50_ms", rounded(milliseconds(place, turn -> turn.wrk().p50Us()), 3));
				figures.put(key + "_p99_ms", rounded(milliseconds(place, turn -> turn.wrk().p99Us()), 3));
				figures.put(key + "_p999_ms", rounded(milliseconds(place, turn -> turn.wrk().p999Us()), 3));
			}
			figures.put(key + "_errors", (long) this.turns.sum(place, turn -> turn.wrk().errors()));
			figures.put(key + "_server_cpu_ms_per_1000", rounded(cost(place, CpuTimes::server), 2));
			figures.put(key + "_postgres_cpu_ms_per_1000", rounded(cost(place, CpuTimes::postgres), 2));
			figures.put(key + "_redis_cpu_ms_per_1000", rounded(cost(place, CpuTimes::redis), 2));
			figures.put(key + "_wrk_cpu_ms_per_1000", rounded(cost(place, CpuTimes::wrk), 2));
		}
		return figures;
	}

	private double ratio(Place reference) {
		return this.turns.ratio(Place.DURABLE, reference);
	}

	private double cost(Place place, ToDoubleFunction<CpuTimes> seconds) {
		return this.turns.median(place, turn -> turn.perThousand(seconds.applyAsDouble(turn.cpu())));
	}

	private double milliseconds(Place place, ToDoubleFunction<Turn> micros) {
		return this.turns.median(place, micros) / 1_000;
	}

	private static double rounded(double value, int decimals) {
		return Medians.rounded(value, decimals);
	}

	private static String number(double value, int decimals) {
		return String.format(Locale.ROOT, "%,." + decimals + "f", value);
	}

}
