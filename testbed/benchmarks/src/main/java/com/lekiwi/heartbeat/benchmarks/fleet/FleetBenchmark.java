package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a fleet costs as it grows, and how soon it is known who fell silent. */
@Command(name = "fleet", description = "how soon silence is noticed, how fast robots are read and what they cost, as"
		+ " the fleet grows", sortOptions = false)
public final class FleetBenchmark implements Benchmark {

	private static final int MOST_ROBOTS = 500_000;

	private static final int LONGEST_S = 600;

	private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);

	private static final List<Integer> QUICK_SIZES = List.of(1_000, 10_000);

	@Option(names = "--sizes", split = ",", paramLabel = "N",
			description = "robots of each fleet (1000,10000,100000; quick: 1000,10000)")
	private @Nullable List<Integer> sizes;

	@Option(names = "--seconds", paramLabel = "N", description = "for how long each thing is measured (12; quick: 4)")
	private @Nullable Integer seconds;

	@Option(names = "--warm-up", paramLabel = "N", description = "seconds of warm-up for each fleet (40; quick: 10)")
	private @Nullable Integer warmUp;

	@Spec
	private @Nullable CommandSpec spec;

	private final Clock clock;

	/**
	 * Makes the benchmark.
	 * @param clock tells when news of robots arrive
	 */
	public FleetBenchmark(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Report measure(BenchmarkRun run) {
		FleetSettings settings = settings(run.quick());
		Machine machine = Machine.current();
		DurablePostgres postgres = DurablePostgres.start(run);
		LivenessMeter.prepare(run, postgres);
		Map<String, Object> told = settings.asMap();
		told.put("fsync", postgres.setting("fsync"));
		told.put("synchronous_commit", postgres.setting("synchronous_commit"));
		told.put("postgresql", postgres.setting("server_version"));
		told.put("file_system", postgres.fileSystem());
		TreeMap<Integer, Map<Figure, Double>> found = new TreeMap<>();
		for (int robots : settings.sizes()) {
			found.put(robots, FleetTrial.measure(run, settings, postgres, robots, this.clock));
		}
		return new FleetReport(found).report(machine, told);
	}

	private FleetSettings settings(boolean quick) {
		List<Integer> chosen = (this.sizes != null) ? this.sizes : quick ? QUICK_SIZES : SIZES;
		for (int robots : chosen) {
			if (robots < Fleet.SITES || robots > MOST_ROBOTS) {
				throw misused(
						"--sizes: " + robots + ": a fleet has from " + Fleet.SITES + " to " + MOST_ROBOTS + " robots");
			}
		}
		int window = (this.seconds != null) ? this.seconds : quick ? 4 : 12;
		if (window < 1 || window > LONGEST_S) {
			throw misused("--seconds: " + window + ": from 1 to " + LONGEST_S);
		}
		int before = (this.warmUp != null) ? this.warmUp : quick ? 10 : 40;
		if (before < 1 || before > LONGEST_S) {
			throw misused("--warm-up: " + before + ": from 1 to " + LONGEST_S);
		}
		return new FleetSettings(List.copyOf(new TreeSet<>(chosen)), Duration.ofSeconds(window),
				Duration.ofSeconds(before));
	}

	private RuntimeException misused(String message) {
		return (this.spec != null) ? new ParameterException(this.spec.commandLine(), message)
				: new IllegalArgumentException(message);
	}

}
