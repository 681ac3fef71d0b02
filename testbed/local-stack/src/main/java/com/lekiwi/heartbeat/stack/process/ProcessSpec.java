package com.lekiwi.heartbeat.stack.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a process is started, and how one sees that it is ready.
 *
 * @param name for people
 * @param port where it serves, 0 for nowhere
 * @param command program and arguments
 * @param environment is added to the stack's own; may hold passwords
 * @param log is appended to
 * @param readiness answers 200 when it is ready; {@code null} when it is ready at once
 * @param startDeadline how long it may take to be ready
 * @param stopDeadline how long it may take to end
 */
public record ProcessSpec(String name, int port, List<String> command, Map<String, String> environment, Path log,
		@Nullable URI readiness, Duration startDeadline, Duration stopDeadline) {

	/** Copies the collections. */
	public ProcessSpec {
		command = List.copyOf(command);
		environment = Map.copyOf(environment);
	}

	@Override
	public String toString() {
		return "ProcessSpec[" + this.name + ", port=" + this.port + ", log=" + this.log + "]";
	}

}
