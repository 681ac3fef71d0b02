package com.lekiwi.heartbeat.stack.state;

import java.util.List;

import com.lekiwi.heartbeat.stack.process.ProcessIdentity;
import com.lekiwi.heartbeat.stack.process.Signal;
import org.jspecify.annotations.Nullable;

/**
 * One process of a run.
 *
 * @param name what people call it
 * @param port where it serves, 0 for nowhere
 * @param log where it logs
 * @param stopSignal asks it to end in good order
 * @param identity which process it is; {@code null} when it does not run
 * @param family the processes that it started, which may outlive it
 * @param exitCode of a process that died, where it is known
 */
public record ProcessRecord(String name, int port, String log, Signal stopSignal, @Nullable ProcessIdentity identity,
		List<ProcessIdentity> family, @Nullable Integer exitCode) {

	/** Copies the list. */
	public ProcessRecord {
		family = List.copyOf(family);
	}

}
