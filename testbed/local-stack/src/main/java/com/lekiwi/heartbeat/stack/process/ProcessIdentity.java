package com.lekiwi.heartbeat.stack.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a process from a later one that got the same number.
 *
 * @param pid the operating system's number
 * @param startedAt when it started
 */
public record ProcessIdentity(long pid, Instant startedAt) {

	/** Two readings of one start differ by a second at most: the boot time is rounded. */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	/**
	 * The identity of a process that runs.
	 * @param process a process
	 * @return its identity; empty when it is gone, or another user's and hidden
	 */
	public static Optional<ProcessIdentity> of(ProcessHandle process) {
		return process.info().startInstant().map((start) -> new ProcessIdentity(process.pid(), start));
	}

	/**
	 * Finds the process.
	 * @return the process, if it still runs
	 */
	public Optional<ProcessHandle> find() {
		return ProcessHandle.of(this.pid).filter(ProcessHandle::isAlive).filter(this::isSame);
	}

	private boolean isSame(ProcessHandle process) {
		return process.info()
			.startInstant()
			.filter((start) -> Duration.between(this.startedAt, start).abs().compareTo(TOLERANCE) < 0)
			.isPresent();
	}

}
