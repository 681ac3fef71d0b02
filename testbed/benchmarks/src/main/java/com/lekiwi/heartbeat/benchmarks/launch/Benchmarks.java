package com.lekiwi.heartbeat.benchmarks.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.agent.AgentBenchmark;
import com.lekiwi.heartbeat.benchmarks.browser.BrowserBenchmark;
import com.lekiwi.heartbeat.benchmarks.discovery.DiscoveryBenchmark;
import com.lekiwi.heartbeat.benchmarks.edge.EdgeBenchmark;
import com.lekiwi.heartbeat.benchmarks.fleet.FleetBenchmark;
import com.lekiwi.heartbeat.benchmarks.ingest.IngestBenchmark;
import com.lekiwi.heartbeat.benchmarks.push.PushBenchmark;
import com.lekiwi.heartbeat.benchmarks.report.Report;
import com.lekiwi.heartbeat.benchmarks.run.Benchmark;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Installation;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;
import com.lekiwi.heartbeat.benchmarks.run.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** All benchmarks as one program. */
@Command(name = "bench", sortOptions = false, description = "Measures, and compares side by side in one run.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:measured", "1:no result, or not a sound one", "2:wrong arguments" })
public final class Benchmarks {

	private static final String STDOUT = "-";

	@Option(names = "--quick", scope = ScopeType.INHERIT, description = "a short look, to see that it works")
	private boolean quick;

	@Option(names = "--json", scope = ScopeType.INHERIT, paramLabel = "FILE",
			description = "also write the report as JSON; - for the standard output")
	private @Nullable String json;

	private final Installation installation;

	private Benchmarks(Installation installation) {
		this.installation = installation;
	}

	/**
	 * Runs one benchmark.
	 * @param args its name and its options
	 */
	public static void main(String[] args) {
		System.setProperty("logback.configurationFile", "bench-logback.xml");
		System.exit(commandLine(Installation.ofThisProgram(),
				List.of(new IngestBenchmark(), new FleetBenchmark(Clock.systemUTC()), new EdgeBenchmark(),
						new PushBenchmark(Clock.systemUTC()), new BrowserBenchmark(),
						new DiscoveryBenchmark(Clock.systemUTC()), new AgentBenchmark()))
			.execute(args));
	}

	static CommandLine commandLine(Installation installation, List<Benchmark> benchmarks) {
		Benchmarks program = new Benchmarks(installation);
		CommandLine line = new CommandLine(program);
		line.getCommandSpec()
			.addOption(OptionSpec.builder("-h", "--help")
				.usageHelp(true)
				.scopeType(ScopeType.INHERIT)
				.description("print this and end")
				.build());
		benchmarks.forEach(line::addSubcommand);
		line.setParameterExceptionHandler((exception, args) -> misused(line, exception));
		line.setExecutionStrategy(program::run);
		return line;
	}

	private static int misused(CommandLine line, ParameterException exception) {
		PrintWriter err = line.getErr();
		ParseResult parsed = exception.getCommandLine().getParseResult();
		if (parsed != null && !parsed.unmatched().isEmpty()) {
			err.println("bench: there is no benchmark '" + parsed.unmatched().getFirst() + "'");
		}
		else {
			err.println("bench: " + exception.getMessage());
		}
		err.println("benchmarks: " + String.join(", ", line.getSubcommands().keySet()));
		err.flush();
		return ExitCode.USAGE;
	}

	private int run(ParseResult parsed) {
		Integer helped = CommandLine.executeHelpRequest(parsed);
		if (helped != null) {
			return helped;
		}
		CommandLine line = parsed.commandSpec().commandLine();
		if (!parsed.hasSubcommand()) {
			throw new ParameterException(line, "which benchmark?");
		}
		ParseResult chosen = parsed.subcommand();
		return run((Benchmark) chosen.commandSpec().userObject(), chosen.commandSpec().name(), line);
	}

	private int run(Benchmark benchmark, String name, CommandLine line) {
		OpenResources resources = new OpenResources();
		Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(resources::close));
		try (resources) {
			RunDirectory directory = resources.open(() -> new RunDirectory(this.installation.directory(), name));
			try {
				write(benchmark.measure(
						new BenchmarkRun(this.quick, directory.path(), this.installation, resources, line.getErr())),
						line);
				return ExitCode.OK;
			}
			catch (BenchmarkException ex) {
				if (resources.isClosing()) {
					throw new BenchmarkException("interrupted", ex);
				}
				directory.keep();
				throw ex;
			}
		}
		catch (BenchmarkException ex) {
			line.getErr().println("bench: " + name + ": " + ex.getMessage());
			return ExitCode.SOFTWARE;
		}
	}

	private void write(Report report, CommandLine line) {
		PrintWriter forPeople = STDOUT.equals(this.json) ? line.getErr() : line.getOut();
		report.text().forEach(forPeople::println);
		forPeople.flush();
		if (STDOUT.equals(this.json)) {
			line.getOut().println(report.json());
			line.getOut().flush();
		}
		else if (this.json != null) {
			try {
				Files.writeString(Path.of(this.json), report.json() + System.lineSeparator());
			}
			catch (IOException ex) {
				throw new BenchmarkException("cannot write " + this.json + ": " + ex.getMessage(), ex);
			}
		}
	}

}
