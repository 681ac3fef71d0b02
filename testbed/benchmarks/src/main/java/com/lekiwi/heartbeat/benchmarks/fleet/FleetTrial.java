package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.process.JavaServer;
import com.lekiwi.heartbeat.benchmarks.process.ProcessStat;
import com.lekiwi.heartbeat.benchmarks.process.PrometheusPage;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.report.Medians;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * One size: registers its robots, lets them beat, and measures one thing after the other
 * while they do.
 */
final class FleetTrial {

	private static final int REBUILDS = 3;

	private static final double MEGABYTE = 1024.0 * 1024.0;

	private static final double NANOS_PER_MS = 1e6;

	private final BenchmarkRun run;

	private final FleetSettings settings;

	private final Fleet fleet;

	private final PostgresDatabase database;

	private final FleetRedis redis;

	private final StateManagerServer server;

	private final FleetClient client;

	private final LivenessMeter meter;

	private final OfflineArrivals arrivals;

	private final Silence silence;

	private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

	private FleetTrial(BenchmarkRun run, FleetSettings settings, DurablePostgres postgres, int robots, Clock clock) {
		this.run = run;
		this.settings = settings;
		this.fleet = settings.fleet(robots);
		String name = "fleet_" + robots;
		this.database = postgres.freshDatabase(name);
		this.redis = FleetRedis.start(run);
		this.server = StateManagerServer.start(run, name, this.database, this.redis.store(), List.of());
		this.client = run.resources().open(() -> new FleetClient(this.server.port()));
		this.meter = run.resources()
			.open(() -> LivenessMeter.of(postgres, name, this.server.process().pid(), this.redis));
		this.arrivals = run.resources().open(() -> OfflineArrivals.listen(this.redis.store(), clock));
		this.silence = new Silence(this.fleet, this.client, this.database, this.meter, this.arrivals);
	}

	/**
	 * Measures one size.
	 * @param run what it runs in
	 * @param settings how
	 * @param postgres a server that counts statements
	 * @param robots the size
	 * @param clock the time
	 * @return what was found
	 */
	static Map<Figure, Double> measure(BenchmarkRun run, FleetSettings settings, DurablePostgres postgres, int robots,
			Clock clock) {
		run.say(robots + " robots: starting");
		return new FleetTrial(run, settings, postgres, robots, clock).measure();
	}

	private Map<Figure, Double> measure() {
		register();
		ReadLoad reads = new ReadLoad(this.client, this.fleet);
		reads.checkPage();
		int[] steady = this.fleet.steady();
		try (OpenLoop beats = OpenLoop.start("beats", (double) steady.length / this.fleet.intervalS(),
				k -> beat(steady[(int) (k % steady.length)]))) {
			readsAndSilence(beats, reads);
			say("a whole site falls silent");
			Silence.Lags site = this.silence.together(this.fleet.silentSite());
			put(Figure.SITE_LAG_P99_MS, site.recorded().percentile(99));
			put(Figure.SITE_SHOWN_P99_MS, site.told().percentile(99));
			dashboard(steady);
			rebuild();
			withoutRedis();
			beats.latencies();
		}
		end();
		return this.figures;
	}

	private CompletableFuture<String> beat(int robot) {
		return this.client.beat(Fleet.id(robot), this.fleet.nextBeat(robot));
	}

	private void register() {
		say("registering");
		this.redis.awaitLeases();
		long memoryBefore = this.redis.usedMemory();
		int[] all = IntStream.range(0, this.fleet.robots()).toArray();
		long began = System.nanoTime();
		new Registration(this.client).send(all, this.fleet::firstBeat);
		put(Figure.REGISTERED_PER_S, this.fleet.robots() * 1e9 / (System.nanoTime() - began));
		Waiting.until("leases to be indexed", () -> metrics().sum("heartbeat_leases_pending", "") == 0);
		Waiting.until("updates to be published", () -> metrics().sum("heartbeat_updates_pending", "") == 0);
		put(Figure.REDIS_BYTES_PER_ROBOT, (double) (this.redis.usedMemory() - memoryBefore) / this.fleet.robots());
	}

	private void readsAndSilence(OpenLoop beats, ReadLoad reads) {
		warmUp(reads);
		try (OpenLoop gets = reads.gets(FleetSettings.GETS_PER_SECOND);
				OpenLoop pages = reads.pages(FleetSettings.PAGES_PER_SECOND)) {
			say("nobody falls silent");
			beats.measureAnew();
			LivenessWork quiet = during(() -> Waiting.forSome(this.settings.window()));
			put(Figure.LOOK_CPU_MS_PER_S, quiet.cpuMsPerSecond());
			put(Figure.LOOK_REDIS_COMMANDS_PER_S, quiet.redisCommandsPerSecond());
			put(Figure.LOOK_STATEMENTS_PER_S, quiet.statementsPerSecond());
			say("robots fall silent one by one");
			Silence.Lags lags = this.silence.oneByOne(this.fleet.falling(1), FleetSettings.FALLING_PER_SECOND);
			put(Figure.OFFLINE_LAG_P99_MS, lags.recorded().percentile(99));
			put(Figure.OFFLINE_SHOWN_P99_MS, lags.told().percentile(99));
			put(Figure.LOOK_FALLING_CPU_MS_PER_S, lags.work().cpuMsPerSecond());
			put(Figure.LOOK_FALLING_REDIS_COMMANDS_PER_S, lags.work().redisCommandsPerSecond());
			put(Figure.LOOK_FALLING_STATEMENTS_PER_S, lags.work().statementsPerSecond());
			put(Figure.GET_P99_MS, gets.latencies().percentile(99));
			put(Figure.GET_P50_MS, gets.latencies().percentile(50));
			put(Figure.PAGE_P99_MS, pages.latencies().percentile(99));
			put(Figure.PAGE_P50_MS, pages.latencies().percentile(50));
			put(Figure.BEAT_P99_MS, beats.latencies().percentile(99));
			put(Figure.BEATS_PER_S, (double) this.fleet.steady().length / this.fleet.intervalS());
		}
	}

	/**
	 * All that is measured is done before, and reads more often: code is compiled, and
	 * statements are planned.
	 */
	private void warmUp(ReadLoad reads) {
		say("warming up");
		long end = System.nanoTime() + this.settings.warmUp().toNanos();
		try (OpenLoop gets = reads.gets(FleetSettings.WARM_UP * FleetSettings.GETS_PER_SECOND);
				OpenLoop pages = reads.pages(FleetSettings.WARM_UP * FleetSettings.PAGES_PER_SECOND)) {
			this.silence.oneByOne(this.fleet.falling(0), FleetSettings.FALLING_PER_SECOND);
			Waiting.untilNanos(end);
			gets.latencies();
			pages.latencies();
		}
	}

	private void dashboard(int[] steady) {
		say("a dashboard's load");
		put(Figure.CACHE_HIT_RATE,
				DashboardLoad.hitRate(this.client, this.fleet, steady, this::metrics, this.settings.window()));
	}

	private void rebuild() {
		say("leases are built anew");
		List<Double> times = Stream.generate(this.redis::flushAndAwaitLeases)
			.limit(REBUILDS)
			.map(time -> time.toNanos() / NANOS_PER_MS)
			.toList();
		put(Figure.REBUILD_MS, Medians.median(times));
	}

	private void withoutRedis() {
		say("Redis goes away");
		this.run.resources().close(this.arrivals);
		this.redis.takeAway();
		// Until the service has found out.
		Waiting.forSome(Duration.ofSeconds(2));
		PrometheusPage before = metrics();
		LivenessWork quiet = during(() -> Waiting.forSome(this.settings.window()));
		PrometheusPage after = metrics();
		put(Figure.SWEEP_CPU_MS_PER_S, quiet.cpuMsPerSecond());
		put(Figure.SWEEP_STATEMENTS_PER_S, quiet.statementsPerSecond());
		put(Figure.SWEEP_MS, mean(before, after, "heartbeat_liveness_sweep_seconds") * 1_000);
		Silence.Lags lags = this.silence.oneByOne(this.fleet.falling(2), FleetSettings.FALLING_PER_SECOND);
		put(Figure.AWAY_LAG_P99_MS, lags.recorded().percentile(99));
		put(Figure.SWEEP_FALLING_CPU_MS_PER_S, lags.work().cpuMsPerSecond());
		put(Figure.SWEEP_FALLING_STATEMENTS_PER_S, lags.work().statementsPerSecond());
	}

	private static double mean(PrometheusPage before, PrometheusPage after, String timer) {
		return (after.sum(timer + "_sum", "") - before.sum(timer + "_sum", ""))
				/ (after.sum(timer + "_count", "") - before.sum(timer + "_count", ""));
	}

	private void end() {
		StoreSizes sizes = StoreSizes.of(this.database);
		put(Figure.POSTGRES_BYTES_PER_ROBOT, (double) sizes.robotBytes() / this.fleet.robots());
		put(Figure.POSTGRES_BYTES_PER_EVENT, sizes.bytesPerEvent());
		put(Figure.SAMPLE_BYTES_PER_ROBOT_DAY, sizes.sampleBytesPerRobotDay());
		long pid = this.server.process().pid();
		put(Figure.RSS_MB, ProcessStat.residentMb(pid));
		JavaServer.collectGarbage(pid);
		put(Figure.HEAP_MB, metrics().sum("jvm_memory_used_bytes", "area=\"heap\"") / MEGABYTE);
		this.run.resources().close(this.meter);
		this.run.resources().close(this.client);
		this.run.resources().close(this.server.process());
	}

	private LivenessWork during(Runnable something) {
		LivenessWork before = this.meter.soFar();
		something.run();
		return this.meter.soFar().since(before);
	}

	private PrometheusPage metrics() {
		return PrometheusPage.of(this.server.managementPort());
	}

	private void put(Figure figure, double value) {
		this.figures.put(figure, value);
	}

	private void say(String what) {
		this.run.say(this.fleet.robots() + " robots: " + what);
	}

}
