package com.lekiwi.heartbeat.benchmarks.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.ingest.Contestant.Place;
import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.wrk.Wrk;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkInstallation;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How many heartbeats are taken a second when each is on disk before it is acknowledged;
 * against the endpoint doing nothing, one commit a beat, and Eureka.
 */
@Command(name = "ingest", description = "durable heartbeats a second, against doing nothing, one commit a beat, and"
		+ " Eureka's renewals in memory", sortOptions = false)
public final class IngestBenchmark implements Benchmark {

	/** One beat a commit; as many sessions as give one machine's disk enough to do. */
	private static final List<String> PER_ROW = List.of("--heartbeat.ingest.max-batch=1",
			"--heartbeat.ingest.writers=8");

	@Option(names = "--robots", defaultValue = "10000", paramLabel = "N", description = "robots that beat")
	private int robots;

	@Option(names = "--connections", defaultValue = "160", paramLabel = "N", description = "requests in flight")
	private int connections;

	@Option(names = "--rounds", paramLabel = "N", description = "turns of each contestant (5; quick: 2)")
	private @Nullable Integer rounds;

	@Option(names = "--seconds", paramLabel = "N", description = "length of a turn (10; quick: 4)")
	private @Nullable Integer seconds;

	@Option(names = "--warm-up", paramLabel = "N", description = "least seconds of warm-up for each (20; quick: 10)")
	private @Nullable Integer warmUp;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Report measure(BenchmarkRun run) {
		IngestSettings settings = settings(run.quick());
		WrkInstallation.require();
		Machine machine = Machine.current();
		BeatStores stores = BeatStores.start(run);
		Map<String, Object> told = settings.asMap();
		told.put("fsync", stores.postgres().setting("fsync"));
		told.put("synchronous_commit", stores.postgres().setting("synchronous_commit"));
		told.put("postgresql", stores.postgres().setting("server_version"));
		told.put("file_system", stores.postgres().fileSystem());
		UpdateSubscriber subscriber = run.resources().open(() -> UpdateSubscriber.connect(stores.redis()));
		PostgresDatabase durableDatabase = stores.postgres().freshDatabase("bench_durable");
		PostgresDatabase perRowDatabase = stores.postgres().freshDatabase("bench_per_row");

		ContestantServers servers = new ContestantServers(run, stores, settings.robots());
		Contestant floor = servers.floor();
		Contestant durable = servers.stateManager(Place.DURABLE, durableDatabase, List.of());
		Contestant perRow = servers.stateManager(Place.PER_ROW, perRowDatabase, PER_ROW);
		Contestant eureka = servers.eureka(Place.EUREKA, EurekaApplications.OF_SITES);
		Contestant eurekaBest = servers.eureka(Place.EUREKA_BEST, EurekaApplications.OF_ROBOTS);
		List<Contestant> contestants = List.of(floor, durable, perRow, eureka, eurekaBest);
		Wrk wrk = new Wrk(run.directory(), run.resources(), settings.connections());
		Turns turns = takeTurns(run, settings,
				new TurnTaker(wrk, settings.connections(), stores, subscriber, contestants), contestants);
		if (turns.sum(Place.DURABLE, Turn::updates) == 0) {
			throw new BenchmarkException("nothing was published on Redis, so the fan-out was not paid for");
		}
		return new IngestReport(turns, DurableState.takeAndEnd(durable, durableDatabase, run.resources()),
				DurableState.takeAndEnd(perRow, perRowDatabase, run.resources()))
			.report(machine, told);
	}

	private static Turns takeTurns(BenchmarkRun run, IngestSettings settings, TurnTaker taker,
			List<Contestant> contestants) {
		for (Contestant contestant : contestants) {
			double speed = WarmUp.until(settings.warmUp(),
					() -> taker.take(contestant, WarmUp.SLICE).wrk().perSecond());
			run.say(String.format(Locale.ROOT, "warm-up: %s %.0f/s", contestant.place().key(), speed));
		}
		Turns turns = new Turns();
		for (int round = 1; round <= settings.rounds(); round++) {
			StringBuilder line = new StringBuilder("round " + round + " of " + settings.rounds() + ":");
			for (Contestant contestant : contestants) {
				Turn turn = taker.take(contestant, settings.turn());
				turns.add(contestant.place(), turn);
				line.append(String.format(Locale.ROOT, " %s %.0f/s", contestant.place().key(), turn.wrk().perSecond()));
			}
			run.say(line.toString());
		}
		return turns;
	}

	private IngestSettings settings(boolean quick) {
		return new IngestSettings(positive(this.robots), positive(this.connections),
				positive(orElse(this.rounds, quick ? 2 : 5)),
				Duration.ofSeconds(positive(orElse(this.seconds, quick ? 4 : 10))),
				Duration.ofSeconds(positive(orElse(this.warmUp, quick ? 10 : 20))));
	}

	private static int orElse(@Nullable Integer given, int otherwise) {
		return (given != null) ? given : otherwise;
	}

	private int positive(int value) {
		if (value < 1) {
			String message = value + ": robots, connections, rounds and seconds are at least 1";
			throw (this.spec != null) ? new ParameterException(this.spec.commandLine(), message)
					: new IllegalArgumentException(message);
		}
		return value;
	}

}
