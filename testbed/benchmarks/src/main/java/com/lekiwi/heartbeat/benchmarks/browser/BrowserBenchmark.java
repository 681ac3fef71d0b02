package com.lekiwi.heartbeat.benchmarks.browser;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.fleet.Fleet;
import com.lekiwi.heartbeat.benchmarks.fleet.FleetClient;
import com.lekiwi.heartbeat.benchmarks.fleet.OpenLoop;
import com.lekiwi.heartbeat.benchmarks.fleet.Registration;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.push.PushServer;
import com.lekiwi.heartbeat.benchmarks.report.Machine;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.OptionRange;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import com.lekiwi.heartbeat.benchmarks.store.DurablePostgres;
import com.lekiwi.heartbeat.browser.Browser;
import com.lekiwi.heartbeat.stores.RedisStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The dashboard in a real Chromium, while the whole fleet beats. */
@Command(name = "browser",
		description = "how smooth the dashboard is with a fleet that beats, and what it keeps in" + " memory",
		sortOptions = false)
public final class BrowserBenchmark implements Benchmark {

	private static final int MOST_ROBOTS = 100_000;

	private static final int MOST_BEATS = 10_000;

	private static final int LONGEST_S = 3_600;

	/** Robots stay online although a beat of theirs may be late. */
	private static final int INTERVAL_S = 60;

	@Option(names = "--robots", paramLabel = "N", description = "robots on the page (10000; quick: 500)")
	private @Nullable Integer robots;

	@Option(names = "--beats", paramLabel = "N", description = "of them beat in a second (2000; quick: 100)")
	private @Nullable Integer beats;

	@Option(names = "--seconds", paramLabel = "N", description = "for how long it is measured (300; quick: 12)")
	private @Nullable Integer seconds;

	@Option(names = "--warm-up", paramLabel = "N", description = "seconds of warm-up (30; quick: 3)")
	private @Nullable Integer warmUp;

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Report measure(BenchmarkRun run) {
		BrowserSettings settings = settings(run.quick());
		if (!Browser.isInstalled()) {
			throw new BenchmarkException("there is no browser: " + Browser.HOW_TO_GET_ONE);
		}
		Machine machine = Machine.current();
		DurablePostgres postgres = DurablePostgres.start(run);
		RedisStore redis = DurablePostgres.redis(run);
		StateManagerServer stateManager = StateManagerServer.start(run, "state-manager",
				postgres.freshDatabase("browser"), redis, List.of());
		FleetClient client = run.resources().open(() -> new FleetClient(stateManager.port()));
		Fleet fleet = new Fleet(settings.robots(), INTERVAL_S, 0, 0);
		run.say(settings.robots() + " robots register");
		new Registration(client).send(IntStream.range(0, settings.robots()).toArray(), fleet::firstBeat);
		PushServer monitor = PushServer.monitor(run, "websocket-monitor", redis, stateManager.port());
		Browser browser = run.resources().open(() -> new Browser(BrowserSettings.WIDTH, BrowserSettings.HEIGHT));
		Map<String, Object> told = settings.asMap();
		told.put("browser", String.valueOf(browser.driver().getCapabilities().getBrowserVersion()));
		return report(machine, told, look(run, settings, new PageMeter(browser), monitor, client, fleet).figures());
	}

	private static PageFigures look(BenchmarkRun run, BrowserSettings settings, PageMeter page, PushServer monitor,
			FleetClient client, Fleet fleet) {
		try (OpenLoop beating = OpenLoop.start("beats", settings.beatsPerSecond(), k -> {
			int robot = (int) (k % settings.robots());
			return client.beat(Fleet.id(robot), fleet.nextBeat(robot));
		})) {
			run.say("the page opens, " + settings.beatsPerSecond() + " beats/s");
			page.open(URI.create("http://127.0.0.1:" + monitor.port() + "/"), settings.robots());
			Waiting.forSome(settings.warmUp());
			run.say("frames of " + settings.window().toSeconds() + " s");
			PageFigures seen = page.measure(settings.window());
			// Fails the run when a beat was not taken.
			beating.latencies();
			return seen;
		}
	}

	private static Report report(Machine machine, Map<String, Object> settings, Map<String, Number> figures) {
		List<String> text = new ArrayList<>();
		text.add(machine.line());
		settings.forEach((name, value) -> text.add(name + ": " + value));
		text.add("");
		figures.forEach((name, value) -> text.add(name + ": " + value));
		return new Report("browser", machine, settings, figures, text);
	}

	private BrowserSettings settings(boolean quick) {
		return new BrowserSettings(
				OptionRange.within(this.spec, "--robots", this.robots, quick ? 500 : 10_000, MOST_ROBOTS),
				OptionRange.within(this.spec, "--beats", this.beats, quick ? 100 : 2_000, MOST_BEATS),
				Duration
					.ofSeconds(OptionRange.within(this.spec, "--seconds", this.seconds, quick ? 12 : 300, LONGEST_S)),
				Duration.ofSeconds(OptionRange.within(this.spec, "--warm-up", this.warmUp, quick ? 3 : 30, LONGEST_S)));
	}

}
