package com.lekiwi.heartbeat.legacy.launch;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import com.lekiwi.heartbeat.legacy.poll.AddressRange;
import com.lekiwi.heartbeat.legacy.poll.Networks;
import com.lekiwi.heartbeat.legacy.poll.PollSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The legacy as a program. It runs until it is told to stop by SIGTERM or Ctrl-C. */
@Command(name = "legacy-poller", showDefaultValues = true, sortOptions = false,
		subcommands = { RecordCorpus.class, ReplayCorpus.class },
		description = "The system that is replaced, faults included: polls robot after robot, in memory only.",
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "1:a port could not be had", "2:wrong arguments",
				"130:stopped by Ctrl-C", "143:stopped by SIGTERM" })
public final class LegacyPoller implements Callable<Integer> {

	@Option(names = "--port", defaultValue = "8000", paramLabel = "PORT",
			description = "where its API is served on 127.0.0.1; 0: any that is free")
	private int port;

	@Option(names = "--zone", defaultValue = "UTC", paramLabel = "ZONE",
			description = "whose wall-clock its times are of, Europe/Berlin for example")
	private String zone = "UTC";

	@Option(names = "--online-timeout-ms", defaultValue = "15000", paramLabel = "MS",
			description = "how long a robot that is not heard of is called online")
	private long onlineTimeoutMs;

	@Option(names = "--status-port", defaultValue = "8090", paramLabel = "PORT",
			description = "where robots answer GET /status")
	private int statusPort;

	@Option(names = "--poll-interval-ms", defaultValue = "5000", paramLabel = "MS",
			description = "the pause between two rounds of polls")
	private long pollIntervalMs;

	@Option(names = "--poll-timeout-ms", defaultValue = "2000", paramLabel = "MS",
			description = "how long it waits for one robot, and all others with it")
	private long pollTimeoutMs;

	@Option(names = "--poll", paramLabel = "ADDRESSES",
			description = "what is polled from the start: 127.20.1.1 or 127.20.1.1-127.20.1.200; may be repeated")
	private List<String> poll = new ArrayList<>();

	@Option(names = "--network", defaultValue = "127.0.0.0/8", paramLabel = "CIDR",
			description = "outside of which nothing is polled, whatever a beat says; may be repeated")
	private List<String> networks = new ArrayList<>();

	@Option(names = "--control-port", defaultValue = "0", paramLabel = "PORT",
			description = "where it is made slow or failing, on 127.0.0.1; 0: nowhere")
	private int controlPort;

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
		CommandLine line = new CommandLine(new LegacyPoller());
		addHelp(line);
		line.getSubcommands().values().forEach(LegacyPoller::addHelp);
		return line;
	}

	private static void addHelp(CommandLine line) {
		line.getCommandSpec()
			.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("print this and end").build());
	}

	@Override
	public Integer call() throws InterruptedException {
		CommandLine line = (this.spec != null) ? this.spec.commandLine() : commandLine();
		LegacySettings settings = settings(line);
		CountDownLatch stop = new CountDownLatch(1);
		try (Legacy legacy = new Legacy(settings, Clock.systemUTC())) {
			Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop::countDown));
			legacy.start();
			line.getOut().println("legacy-poller: " + legacy.uri() + ", times of " + settings.zone());
			line.getOut().flush();
			stop.await();
		}
		catch (IOException ex) {
			line.getErr().println("legacy-poller: " + ex.getMessage());
			return CommandLine.ExitCode.SOFTWARE;
		}
		return CommandLine.ExitCode.OK;
	}

	private LegacySettings settings(CommandLine line) {
		try {
			PollSettings polls = new PollSettings(this.statusPort, Duration.ofMillis(this.pollIntervalMs),
					Duration.ofMillis(this.pollTimeoutMs), Networks.of(this.networks),
					this.poll.stream().map(AddressRange::of).toList());
			int control = (this.controlPort != 0) ? this.controlPort : LegacySettings.NO_CONTROL;
			return new LegacySettings(this.port, control, ZoneId.of(this.zone), Duration.ofMillis(this.onlineTimeoutMs),
					polls);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new ParameterException(line, String.valueOf(ex.getMessage()), ex);
		}
	}

}
