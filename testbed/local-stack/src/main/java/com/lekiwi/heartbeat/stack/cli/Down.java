package com.lekiwi.heartbeat.stack.cli;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.process.ProcessEnd;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.Signal;
import com.lekiwi.heartbeat.stack.run.Leftovers;
import com.lekiwi.heartbeat.stack.state.StackLock;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops exactly what {@code up} started. */
@Command(name = "down", sortOptions = false, mixinStandardHelpOptions = true,
		description = "Stops what up started, and nothing else. What was recorded is kept.")
final class Down implements Callable<Integer> {

	/** Longer than the supervisor itself gives everything together. */
	private static final Duration DEADLINE = Duration.ofMinutes(2);

	// picocli fills it before anything is called.
	@SuppressWarnings("NullAway.Init")
	@Mixin
	private StateOption where;

	@Override
	public Integer call() {
		StateDirectory state = this.where.state();
		if (!Files.exists(state.run())) {
			System.out.println("Nothing runs");
			return 0;
		}
		Optional<ProcessHandle> supervisor = StackRecord.read(state)
			.map(StackRecord::supervisor)
			.flatMap(ProcessIdentity::find);
		supervisor.ifPresent((process) -> ProcessEnd.ask(process, Signal.TERM, List.of(), DEADLINE));
		try (StackLock _ = StackLock.take(state).orElseThrow(Down::stillStarting)) {
			List<String> ended = Leftovers.end(state);
			if (supervisor.isPresent()) {
				System.out.println("Stopped");
			}
			else if (ended.isEmpty()) {
				System.out.println("Nothing runs");
			}
			else {
				System.out.println("Stopped what was left: " + String.join(", ", ended));
			}
			return 0;
		}
	}

	private static StackException stillStarting() {
		return new StackException("A stack is just starting or stopping here; try again in a moment");
	}

}
