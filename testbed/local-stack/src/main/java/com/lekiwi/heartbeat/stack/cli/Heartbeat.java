package com.lekiwi.heartbeat.stack.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stores.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line that the script {@code heartbeat} hands over to. */
@Command(name = "heartbeat", description = "Runs the whole of Lekiwi Heartbeat on this machine.",
		mixinStandardHelpOptions = true, version = "0.1.0",
		subcommands = { Up.class, Down.class, Status.class, TestSummary.class }, sortOptions = false)
public final class Heartbeat implements Runnable {

	static final int FAILED = 1;

	static final int MISUSED = 2;

	@Option(names = "--root", hidden = true, defaultValue = ".", description = "The repository's root.")
	Path root = Path.of(".");

	// picocli fills it before anything is called.
	@SuppressWarnings("NullAway.Init")
	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Say what to do: up, down, status, test or bench");
	}

	/**
	 * Runs the command line.
	 * @param arguments see {@code heartbeat --help}
	 */
	public static void main(String[] arguments) {
		System.exit(commandLine().execute(arguments));
	}

	static CommandLine commandLine() {
		return new CommandLine(new Heartbeat()).setExecutionExceptionHandler(Heartbeat::explain);
	}

	/** What we expected to happen gets its one line; what we did not, its stack trace. */
	private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
		PrintWriter err = line.getErr();
		if (failure instanceof StackException || failure instanceof StoreException
				|| failure instanceof IllegalArgumentException) {
			err.println("heartbeat: " + failure.getMessage());
			err.flush();
			return (failure instanceof IllegalArgumentException) ? MISUSED : FAILED;
		}
		throw failure;
	}

}
