package com.lekiwi.heartbeat.stack.process;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.lekiwi.heartbeat.stack.StackException;

/** Ends processes: asked first, made to when they do not. */
public final class ProcessEnd {

	private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

	private ProcessEnd() {
	}

	/**
	 * Asks a process to end, and ends it and what is left of its children when it has not
	 * by the deadline.
	 * @param process the process
	 * @param signal how to ask
	 * @param family its children and theirs
	 * @param deadline how long it may take
	 * @return whether it ended by itself
	 */
	public static boolean ask(ProcessHandle process, Signal signal, Collection<ProcessHandle> family,
			Duration deadline) {
		signal.send(process);
		// A frozen process does not hear the other signal before this one.
		Signal.CONT.send(process);
		boolean ended = ends(process, deadline);
		if (!ended) {
			kill(process);
		}
		family.forEach(ProcessEnd::kill);
		return ended;
	}

	/**
	 * Ends a process at once, and waits until it is gone.
	 * @param process the process
	 */
	public static void kill(ProcessHandle process) {
		process.destroyForcibly();
		if (!ends(process, KILL_DEADLINE)) {
			throw new StackException("Process " + process.pid() + " cannot be ended");
		}
	}

	private static boolean ends(ProcessHandle process, Duration deadline) {
		CompletableFuture<ProcessHandle> end = process.onExit();
		try {
			end.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new StackException("Cannot wait for process " + process.pid(), ex);
		}
	}

}
