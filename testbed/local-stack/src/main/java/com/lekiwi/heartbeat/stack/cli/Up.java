package com.lekiwi.heartbeat.stack.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.edge.LegacySide;
import com.lekiwi.heartbeat.stack.run.LocalStack;
import com.lekiwi.heartbeat.stack.run.Progress;
import com.lekiwi.heartbeat.stack.run.StackSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts everything, and stops it on Ctrl-C. */
@Command(name = "up", sortOptions = false, mixinStandardHelpOptions = true,
		description = { "Starts PostgreSQL, Redis, nginx, the services, the legacy and a simulated fleet.",
				"Ctrl-C stops everything; what was recorded is kept for the next start." })
final class Up implements Callable<Integer> {

	@Option(names = "--detach", description = "Return when everything is ready; ./heartbeat down stops it.")
	private boolean detach;

	@Option(names = "--robots", paramLabel = "N", defaultValue = "" + StackSettings.DEFAULT_ROBOTS,
			description = "How many robots to simulate, 0 for none (default: ${DEFAULT-VALUE}).")
	private int robots;

	@Option(names = "--split", paramLabel = "N",
			description = "How many percent of the robots that speak the legacy's dialect the new system serves"
					+ " (default: as before, 0 at first).")
	private @Nullable Integer split;

	@Option(names = "--no-legacy", description = "The new system alone.")
	private boolean noLegacy;

	@Option(names = "--wipe", description = "Forget the data of earlier runs first.")
	private boolean wipe;

	@Option(names = "--port-offset", paramLabel = "N", defaultValue = "0",
			description = "Add N to every port, to run beside another stack (default: ${DEFAULT-VALUE}).")
	private int portOffset;

	// picocli fills it before anything is called.
	@SuppressWarnings("NullAway.Init")
	@Mixin
	private StateOption where;

	@Override
	public Integer call() {
		StackSettings settings = new StackSettings(this.where.root(), this.where.state().root(),
				new PortPlan(this.portOffset), this.robots, new LegacySide(!this.noLegacy, this.split), this.wipe, true,
				List.of(), Map.of());
		Progress progress = new Progress(System.out);
		return this.detach ? new DetachedStart(settings, progress).run() : foreground(settings, progress);
	}

	private static int foreground(StackSettings settings, Progress progress) {
		LocalStack stack = new LocalStack(settings, progress);
		// Runs on Ctrl-C and SIGTERM, and after a start that failed.
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, progress), "stack-stop"));
		progress.say("Starting in " + settings.stateDirectory());
		stack.launch();
		progress.say("Ready:");
		stack.addresses().forEach((name, address) -> progress.say(String.format("  %-20s %s", name, address)));
		progress.say("Ctrl-C or ./heartbeat down stops everything.");
		// Unpacking PostgreSQL took a heap that watching does not need: given back at
		// once.
		System.gc();
		stack.awaitClose();
		return 0;
	}

	private static void stop(LocalStack stack, Progress progress) {
		if (stack.launched()) {
			progress.say("Stopping");
		}
		stack.close();
	}

}
