package com.lekiwi.heartbeat.benchmarks.discovery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.FreePorts;
import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How soon a network's robots are found, and whether they are what they are. */
@Command(name = "discovery", description = "how soon all robots of a network are found and told apart, beside the"
		+ " legacy's serial poll, and what odd neighbours are taken for", sortOptions = false)
public final class DiscoveryBenchmark implements Benchmark {

	@Option(names = "--robots", paramLabel = "N",
			description = "addresses of each scan, a tenth dead (1000; quick: 100)")
	private @Nullable Integer robots;

	@Option(names = "--rounds", paramLabel = "N", description = "scans after the cold one (5; quick: 2)")
	private @Nullable Integer rounds;

	@Spec
	private @Nullable CommandSpec spec;

	private final Clock clock;

	/**
	 * Makes the benchmark.
	 * @param clock the legacy's
	 */
	public DiscoveryBenchmark(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Report measure(BenchmarkRun run) {
		DiscoverySettings settings = settings(run.quick());
		Machine machine = Machine.current();
		DurablePostgres postgres = DurablePostgres.start(run);
		Map<String, Object> told = settings.asMap();
		told.put("fsync", postgres.setting("fsync"));
		told.put("synchronous_commit", postgres.setting("synchronous_commit"));
		PostgresDatabase database = postgres.freshDatabase("discovery");
		StateManagerServer stateManager = StateManagerServer.start(run, "state-manager", database,
				DurablePostgres.redis(run), List.of());
		int robotsPort = FreePorts.any();
		DiscoveryServer server = DiscoveryServer.start(run, database, stateManager.port(), robotsPort);
		DiscoveryClient client = run.resources().open(() -> new DiscoveryClient(server.port()));
		NetworkScans scans = new NetworkScans(run, client, robotsPort);
		ScanTrial.Found cold = scans.scan("cold", settings.round(0), DiscoverySettings.seed(0));
		List<ScanTrial.Found> rounds = new ArrayList<>();
		for (int round = 1; round < settings.rounds(); round++) {
			rounds.add(scans.scan("round " + round, settings.round(round), DiscoverySettings.seed(round)));
		}
		int last = settings.rounds();
		Neighbourhood neighbourhood = scans.open(settings.round(last), DiscoverySettings.seed(last));
		rounds.add(scans.scan("round " + last, neighbourhood));
		run.say("the legacy asks the same addresses, one after the other");
		double serialSeconds = SerialTrial.measure(run, neighbourhood.truth(), this.clock);
		run.resources().close(neighbourhood);
		ScanTrial.Found mixed = scans.scan("mixed", settings.mixed(), DiscoverySettings.seed(last + 1));
		return new DiscoveryReport(cold, rounds, mixed, serialSeconds, ProcessStat.residentMb(server.process().pid()))
			.report(machine, told);
	}

	private DiscoverySettings settings(boolean quick) {
		try {
			return new DiscoverySettings((this.robots != null) ? this.robots : quick ? 100 : 1_000,
					(this.rounds != null) ? this.rounds : quick ? 2 : 5, quick ? 5 : 20);
		}
		catch (IllegalArgumentException ex) {
			throw (this.spec != null)
					? new ParameterException(this.spec.commandLine(), String.valueOf(ex.getMessage()), ex) : ex;
		}
	}

}
