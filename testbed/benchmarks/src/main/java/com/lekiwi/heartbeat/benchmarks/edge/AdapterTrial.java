package com.lekiwi.heartbeat.benchmarks.edge;

import java.time.Duration;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.benchmarks.wrk.Wrk;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkInstallation;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkResult;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkScript;

/** Beats in the legacy's dialect through the adapter, beside the direct path. */
final class AdapterTrial {

	/** Requests in flight. */
	static final int CONNECTIONS = 64;

	/** Few enough that each beats within its lease, while the others have their turn. */
	private static final int ROBOTS = 2_000;

	private static final String RECEIVED = "SELECT coalesce(sum(received_before + received), 0)::bigint FROM robot_liveness";

	private final EdgeStack stack;

	private final Wrk wrk;

	private AdapterTrial(BenchmarkRun run, EdgeStack stack) {
		this.stack = stack;
		this.wrk = new Wrk(run.directory(), run.resources(), CONNECTIONS);
	}

	/** One of both paths. */
	private static final class Path {

		private final String name;

		private final WrkScript script;

		private final int port;

		private long next;

		Path(String name, WrkScript script, int port) {
			this.name = name;
			this.script = script;
			this.port = port;
		}

	}

	static void measure(BenchmarkRun run, EdgeStack stack, EdgeSettings settings, EdgeFigures figures) {
		WrkInstallation.require();
		AdapterTrial trial = new AdapterTrial(run, stack);
		Path adapter = new Path("adapter", DialectScripts.legacy(ROBOTS), stack.adapterPort());
		Path direct = new Path("direct", DialectScripts.direct(ROBOTS), stack.stateManagerPort());
		Duration warmUp = settings.warmUp().dividedBy(2);
		for (Path path : List.of(adapter, direct)) {
			run.say("adapter: warming up, " + path.name);
			trial.turn(path, warmUp);
		}
		for (int round = 0; round < settings.adapterRounds(); round++) {
			run.say("adapter: round " + (round + 1) + " of " + settings.adapterRounds());
			boolean even = round % 2 == 0;
			WrkResult first = trial.turn(even ? adapter : direct, settings.adapterTurn());
			WrkResult second = trial.turn(even ? direct : adapter, settings.adapterTurn());
			add(figures, even ? first : second, even ? second : first);
		}
	}

	private static void add(EdgeFigures figures, WrkResult adapter, WrkResult direct) {
		figures.round("adapter_ratio", adapter.perSecond() / direct.perSecond());
		figures.round("adapter_per_s", adapter.perSecond());
		figures.round("direct_per_s", direct.perSecond());
		figures.round("adapter_p99_ms", adapter.p99Us() / 1_000);
		figures.round("direct_p99_ms", direct.p99Us() / 1_000);
	}

	private WrkResult turn(Path path, Duration duration) {
		long before = DurablePostgres.number(this.stack.database(), RECEIVED);
		WrkResult result = this.wrk.run(path.script, path.port, path.next, duration);
		path.next = result.next();
		String fault = fault(result, DurablePostgres.number(this.stack.database(), RECEIVED) - before);
		if (!fault.isEmpty()) {
			throw new BenchmarkException("adapter: " + path.name + ": " + fault);
		}
		return result;
	}

	/**
	 * Holds the database against the answers. Requests that were under way when wrk hung
	 * up were taken, and their answers not counted.
	 * @param result what wrk saw
	 * @param taken beats that the database counted
	 * @return what is wrong; empty for nothing
	 */
	static String fault(WrkResult result, long taken) {
		if (result.errors() > 0) {
			return "%d bad answers, %d socket errors, %d time-outs".formatted(result.badStatus(), result.socketErrors(),
					result.timeouts());
		}
		if (result.good() == 0) {
			return "no answers";
		}
		if (taken < result.good() || taken > result.good() + CONNECTIONS) {
			return "acknowledged %d, but took %d".formatted(result.good(), taken);
		}
		return "";
	}

}
