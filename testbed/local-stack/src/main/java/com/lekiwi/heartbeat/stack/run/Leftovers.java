package com.lekiwi.heartbeat.stack.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.lekiwi.heartbeat.stack.process.ProcessEnd;
import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.Signal;
import com.lekiwi.heartbeat.stack.state.ProcessRecord;
import com.lekiwi.heartbeat.stack.state.StackRecord;
import com.lekiwi.heartbeat.stack.state.StateDirectory;

/**
 * Ends what a run has left behind whose supervisor did not end it: by number and start
 * time as recorded, never by name.
 */
public final class Leftovers {

	private static final Duration DEADLINE = Duration.ofSeconds(20);

	private Leftovers() {
	}

	/**
	 * Ends what is left, the last started first, and removes the record.
	 * @param state where the record is
	 * @return the names of what was ended
	 */
	public static List<String> end(StateDirectory state) {
		List<String> ended = new ArrayList<>();
		StackRecord.read(state).ifPresent((record) -> {
			for (ProcessRecord process : record.processes().reversed()) {
				if (end(process)) {
					ended.add(process.name());
				}
			}
		});
		unrecordedPostgres(state).ifPresent((server) -> {
			ProcessEnd.ask(server, Signal.INT, List.of(), DEADLINE);
			ended.add(LocalStack.POSTGRES);
		});
		StackRecord.remove(state);
		return ended;
	}

	private static boolean end(ProcessRecord process) {
		List<ProcessHandle> family = process.family()
			.stream()
			.map(ProcessIdentity::find)
			.flatMap(Optional::stream)
			.toList();
		Optional<ProcessHandle> leader = Optional.ofNullable(process.identity()).flatMap(ProcessIdentity::find);
		if (leader.isPresent()) {
			ProcessEnd.ask(leader.get(), process.stopSignal(), family, DEADLINE);
			return true;
		}
		family.forEach(ProcessEnd::kill);
		return !family.isEmpty();
	}

	/**
	 * A server of which the supervisor did not live to write down the number. It wrote it
	 * into its data directory itself; the command line tells whether it still is that
	 * server.
	 */
	private static Optional<ProcessHandle> unrecordedPostgres(StateDirectory state) {
		Path file = state.postgres().resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return Optional.empty();
		}
		try {
			long pid = Long.parseLong(Files.readAllLines(file).getFirst().trim());
			return ProcessHandle.of(pid).filter((process) -> servesFrom(process, state.postgres()));
		}
		catch (IOException ex) {
			// It ended just now and took its file along.
			return Optional.empty();
		}
	}

	private static boolean servesFrom(ProcessHandle process, Path data) {
		String[] arguments = process.info().arguments().orElse(new String[0]);
		return List.of(arguments).contains(data.toString());
	}

}
