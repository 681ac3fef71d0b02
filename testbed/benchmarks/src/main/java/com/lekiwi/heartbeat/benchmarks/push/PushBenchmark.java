package com.lekiwi.heartbeat.benchmarks.push;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.fleet.Fleet;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.OptionRange;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.stores.RedisStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many watchers there may be, how much they get, and how soon. */
@Command(name = "push", description = "watchers at the same time, messages to them beside Spring's STOMP broker, and"
		+ " how soon a beat is seen", sortOptions = false)
public final class PushBenchmark implements Benchmark {

	private static final int MOST_CLIENTS = 18_000;

	private static final int LONGEST_S = 600;

	private static final int INTERVAL_S = 300;

	@Option(names = "--clients", paramLabel = "N", description = "watchers at the same time (10000; quick: 500)")
	private @Nullable Integer clients;

	@Option(names = "--seconds", paramLabel = "N", description = "for how long each thing is measured (15; quick: 3)")
	private @Nullable Integer seconds;

	@Option(names = "--warm-up", paramLabel = "N", description = "seconds of warm-up (20; quick: 3)")
	private @Nullable Integer warmUp;

	@Spec
	private @Nullable CommandSpec spec;

	private final Clock clock;

	/**
	 * Makes the benchmark.
	 * @param clock the time of what is published
	 */
	public PushBenchmark(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Report measure(BenchmarkRun run) {
		PushSettings settings = settings(run.quick());
		Machine machine = Machine.current();
		DurablePostgres postgres = DurablePostgres.start(run);
		Map<String, Object> told = settings.asMap();
		told.put("fsync", postgres.setting("fsync"));
		told.put("synchronous_commit", postgres.setting("synchronous_commit"));
		BeatToFrame.Found way = way(run, settings, postgres);
		RedisStore redis = DurablePostgres.redis(run);
		StateManagerServer stateManager = StateManagerServer.start(run, "changing", postgres.freshDatabase("changing"),
				redis, List.of());
		BeatToFrame.register(stateManager, fleet(PushSettings.CHANGING_ROBOTS), PushSettings.CHANGING_ROBOTS);
		UpdatePublisher publisher = run.resources().open(() -> UpdatePublisher.start(redis, this.clock));
		FanOut fanOut = new FanOut(run, settings, publisher);
		PushServer monitor = PushServer.monitor(run, "websocket-monitor", redis, stateManager.port());
		FanOut.Found ours = fanOut.measure("websocket-monitor", Dialect.HEARTBEAT, monitor, true);
		run.resources().close(monitor.process());
		PushServer broker = PushServer.stomp(run, redis);
		FanOut.Found stomp = fanOut.measure("STOMP simple broker", Dialect.STOMP, broker, false);
		return new PushReport(way, ours, stomp).report(machine, told);
	}

	private static BeatToFrame.Found way(BenchmarkRun run, PushSettings settings, DurablePostgres postgres) {
		RedisStore redis = DurablePostgres.redis(run);
		StateManagerServer stateManager = StateManagerServer.start(run, "beats", postgres.freshDatabase("beats"), redis,
				List.of());
		Fleet fleet = fleet(settings.robots());
		run.say(settings.robots() + " robots register");
		BeatToFrame.register(stateManager, fleet, settings.robots());
		PushServer monitor = PushServer.monitor(run, "monitor-of-beats", redis, stateManager.port());
		BeatToFrame.Found found = BeatToFrame.measure(run, settings, stateManager, fleet, monitor);
		run.resources().close(monitor.process());
		run.resources().close(stateManager.process());
		return found;
	}

	private static Fleet fleet(int robots) {
		return new Fleet(robots, INTERVAL_S, 0, 0);
	}

	private PushSettings settings(boolean quick) {
		int watchers = OptionRange.within(this.spec, "--clients", this.clients, quick ? 500 : 10_000, MOST_CLIENTS);
		int window = OptionRange.within(this.spec, "--seconds", this.seconds, quick ? 3 : 15, LONGEST_S);
		int before = OptionRange.within(this.spec, "--warm-up", this.warmUp, quick ? 3 : 20, LONGEST_S);
		List<Integer> ladder = quick ? List.of(10, 50) : List.of(2, 5, 10, 15, 20, 25, 30, 40, 60);
		return new PushSettings(watchers, ladder, Duration.ofSeconds(window), Duration.ofSeconds(before),
				quick ? 1_000 : 10_000, quick ? 500 : 2_000);
	}

}
