package com.lekiwi.heartbeat.fleet.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.fleet.behaviour.LifeRates;
import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.dialect.DialectShares;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.simulation.FleetSettings;
import com.lekiwi.heartbeat.fleet.simulation.FleetTruth;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The fleet as a program. It runs until it is told to stop by SIGTERM or Ctrl-C. */
@Command(name = "robot-fleet", showDefaultValues = true, sortOptions = false,
		description = "Simulated robots that post heartbeats, and know the truth about themselves.",
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "1:a port could not be had", "2:wrong arguments",
				"130:stopped by Ctrl-C", "143:stopped by SIGTERM" })
public final class RobotFleet implements Callable<Integer> {

	private static final int PROGRESS_SECONDS = 10;

	@Option(names = "--target", defaultValue = "http://127.0.0.1:8080", paramLabel = "URL",
			description = "where /api/v2 and /heartbeat are served")
	private URI target = URI.create("http://127.0.0.1:8080");

	@Option(names = "--robots", defaultValue = "200", paramLabel = "N", description = "how many robots")
	private int robots;

	@Option(names = "--first", defaultValue = "1", paramLabel = "N",
			description = "number of the first robot; fleets with other numbers share no robot")
	private int first;

	@Option(names = "--interval-ms", defaultValue = "5000", paramLabel = "MS",
			description = "time between two beats of a robot")
	private long intervalMs;

	@Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "decides how the robots live")
	private long seed;

	@Option(names = "--run-id", paramLabel = "ID",
			description = "tells boots of this run from those of another; from the clock where not given")
	private @Nullable String runId;

	@Option(names = "--reboots-per-hour", defaultValue = "" + LifeRates.REBOOTS_PER_HOUR, paramLabel = "RATE",
			description = "reboots of one robot, in the mean")
	private double rebootsPerHour;

	@Option(names = "--dropouts-per-hour", defaultValue = "" + LifeRates.DROPOUTS_PER_HOUR, paramLabel = "RATE",
			description = "times that one robot leaves the network or is switched off, in the mean")
	private double dropoutsPerHour;

	@Option(names = "--legacy-share", defaultValue = "0", paramLabel = "PERCENT",
			description = "of the robots, those that speak the legacy dialect")
	private int legacyShare;

	@Option(names = "--robot-id-share", defaultValue = "50", paramLabel = "PERCENT",
			description = "of those, the ones that send X-Robot-Id")
	private int robotIdShare;

	@Option(names = "--outbox", defaultValue = "120", paramLabel = "N",
			description = "beats that may wait on a robot; then the oldest is given up")
	private int outbox;

	@Option(names = "--timeout-ms", defaultValue = "5000", paramLabel = "MS",
			description = "how long a robot waits for an answer")
	private long timeoutMs;

	@Option(names = "--status-port", defaultValue = "8090", paramLabel = "PORT",
			description = "where each robot answers GET /status on its own address; 0: nowhere")
	private int statusPort;

	@Option(names = "--control-port", defaultValue = "8020", paramLabel = "PORT",
			description = "where the truth is served on 127.0.0.1; 0: nowhere")
	private int controlPort;

	@Option(names = "--neighbours", defaultValue = "0", paramLabel = "N",
			description = "what else lives on the network: robots that never beat, sick ones, and what is none")
	private int neighbours;

	@Option(names = "--first-neighbour", defaultValue = "1", paramLabel = "N",
			description = "number of the first neighbour; neighbourhoods with other numbers share no address")
	private int firstNeighbour;

	@Option(names = "--neighbour-mix", paramLabel = "MIX",
			description = "their characters and weights, like lekiwi=9,dead=1; without it every character is there")
	private @Nullable String neighbourMix;

	@Option(names = "--quiet", description = "print no progress")
	private boolean quiet;

	@Spec
	private @Nullable CommandSpec spec;

	/**
	 * Runs the program.
	 * @param args its arguments
	 */
	public static void main(String[] args) {
		System.exit(commandLine().execute(args));
	}

	static CommandLine commandLine() {
		CommandLine line = new CommandLine(new RobotFleet());
		line.getCommandSpec()
			.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("print this and end").build());
		return line;
	}

	@Override
	public Integer call() throws InterruptedException {
		CommandLine line = (this.spec != null) ? this.spec.commandLine() : commandLine();
		FleetSettings settings = settings(line);
		Fleet fleet = new Fleet(settings, Clock.systemUTC());
		CountDownLatch stop = new CountDownLatch(1);
		Thread stopper = Thread.ofPlatform().name("stop").unstarted(() -> {
			stop.countDown();
			fleet.close();
		});
		Runtime.getRuntime().addShutdownHook(stopper);
		try {
			fleet.start();
		}
		catch (IOException ex) {
			line.getErr().println("robot-fleet: " + ex.getMessage());
			return CommandLine.ExitCode.SOFTWARE;
		}
		line.getOut().println(greeting(settings));
		line.getOut().flush();
		while (!stop.await(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
			if (!this.quiet) {
				printProgress(line.getOut(), fleet.truth());
			}
		}
		return CommandLine.ExitCode.OK;
	}

	private FleetSettings settings(CommandLine line) {
		try {
			return FleetSettings.towards(this.target)
				.robots(this.robots)
				.firstRobot(this.first)
				.interval(Duration.ofMillis(this.intervalMs))
				.seed(this.seed)
				.runId(this.runId)
				.rebootsPerHour(this.rebootsPerHour)
				.dropoutsPerHour(this.dropoutsPerHour)
				.dialects(new DialectShares(this.legacyShare, this.robotIdShare))
				.outboxCapacity(this.outbox)
				.answerTimeout(Duration.ofMillis(this.timeoutMs))
				.statusPort(this.statusPort)
				.controlPort(this.controlPort)
				.neighbours(new NeighbourSettings(this.neighbours, this.firstNeighbour,
						(this.neighbourMix != null) ? NeighbourMix.of(this.neighbourMix) : NeighbourMix.EVERYONE))
				.build();
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(line, String.valueOf(ex.getMessage()), ex);
		}
	}

	private static String greeting(FleetSettings settings) {
		String control = (settings.controlPort() != 0)
				? "truth at http://127.0.0.1:" + settings.controlPort() + "/truth" : "no control port";
		String status = (settings.statusPort() != 0) ? "/status on port " + settings.statusPort() : "no status port";
		int neighbours = settings.neighbours().neighbours();
		return "robot-fleet: %d robots beat every %d ms to %s%s; %s, %s".formatted(settings.robots(),
				settings.rates().step().toMillis(), settings.target(),
				(neighbours != 0) ? ", " + neighbours + " neighbours" : "", control, status);
	}

	private static void printProgress(PrintWriter out, FleetTruth truth) {
		FleetTruth.Beats beats = truth.beats();
		out.println(String.format(Locale.ROOT,
				"robot-fleet: %d of %d beating; %d made, %d acknowledged, %d unsettled, %d refused, %d dropped out,"
						+ " %d given up, %d failed; p50 %.1f ms, p99 %.1f ms",
				truth.presence().getOrDefault(Presence.BEATING, 0), truth.robots(), beats.made(), beats.acknowledged(),
				beats.waiting() + beats.uncertain(), beats.refused(), beats.droppedOut(), beats.givenUp(),
				beats.failed(), truth.acknowledgeMs().p50(), truth.acknowledgeMs().p99()));
		out.flush();
	}

}
