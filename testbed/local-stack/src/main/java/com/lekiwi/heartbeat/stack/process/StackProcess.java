package com.lekiwi.heartbeat.stack.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stores.OwnSession;
import org.jspecify.annotations.Nullable;

/** One process of the stack: started, watched, ended, and started again. */
public final class StackProcess {

	private static final Duration PAUSE = Duration.ofMillis(25);

	private final ProcessSpec spec;

	private final ProcessLog log;

	private @Nullable Process process;

	private boolean wanted;

	private List<ProcessIdentity> family = List.of();

	/**
	 * Makes the process; it does not run yet.
	 * @param spec how it is started
	 */
	public StackProcess(ProcessSpec spec) {
		this.spec = spec;
		this.log = new ProcessLog(spec.log());
	}

	/**
	 * How it is started.
	 * @return what it was made from
	 */
	public ProcessSpec spec() {
		return this.spec;
	}

	/** Starts it and waits until it is ready. */
	public void start() {
		spawn();
		awaitReady(() -> false);
	}

	/** Starts it, and does not wait; nothing happens when it runs. */
	public synchronized void spawn() {
		if (alive()) {
			return;
		}
		this.log.begin();
		ProcessBuilder builder = new ProcessBuilder(OwnSession.of(this.spec.command())).redirectErrorStream(true)
			.redirectInput(Redirect.from(new File("/dev/null")))
			.redirectOutput(Redirect.appendTo(this.spec.log().toFile()));
		builder.environment().putAll(this.spec.environment());
		try {
			this.process = builder.start();
			this.wanted = true;
		}
		catch (IOException ex) {
			throw new StackException(this.spec.name() + " cannot be started: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Waits until it is ready.
	 * @param cancelled ends the wait early
	 * @throws StackException if it ends, is not ready in time, or the wait was cancelled
	 */
	public void awaitReady(BooleanSupplier cancelled) {
		long deadline = System.nanoTime() + this.spec.startDeadline().toNanos();
		while (true) {
			Process started = current();
			if (started == null || !started.isAlive()) {
				throw failure("ended with exit code " + exitCode().orElse(-1));
			}
			if (this.spec.readiness() == null || HttpProbe.get(this.spec.readiness()).isPresent()) {
				return;
			}
			if (cancelled.getAsBoolean()) {
				throw new StackException(this.spec.name() + ": the start was called off");
			}
			if (System.nanoTime() > deadline) {
				throw failure("was not ready within " + this.spec.startDeadline().toSeconds() + " s");
			}
			pause(started);
		}
	}

	private static void pause(Process started) {
		try {
			started.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackException("interrupted while waiting for a process", ex);
		}
	}

	private StackException failure(String what) {
		String tail = this.log.tail();
		return new StackException(
				this.spec.name() + " " + what + ", log " + this.spec.log() + (tail.isEmpty() ? "" : "\n" + tail));
	}

	/** Ends it in good order; by force after its deadline. */
	public synchronized void stop() {
		this.wanted = false;
		family();
		if (this.process != null) {
			ProcessEnd.ask(this.process.toHandle(), Signal.TERM, List.of(), this.spec.stopDeadline());
		}
		endFamily();
	}

	/** Ends it and its children as {@code kill -9} does. */
	public synchronized void kill9() {
		this.wanted = false;
		family();
		if (this.process != null) {
			ProcessEnd.kill(this.process.toHandle());
		}
		endFamily();
	}

	/** Ends what it started itself and has left behind. */
	public synchronized void endFamily() {
		this.family.stream().map(ProcessIdentity::find).flatMap(Optional::stream).forEach(ProcessEnd::kill);
		this.family = List.of();
	}

	/** Freezes it: its connections stay open, and nobody answers. */
	public void freeze() {
		signalAll(Signal.STOP);
	}

	/** Lets it go on. */
	public void thaw() {
		signalAll(Signal.CONT);
	}

	private synchronized void signalAll(Signal signal) {
		Process running = this.process;
		if (running != null) {
			signal.send(running.toHandle());
			running.descendants().forEach(signal::send);
		}
	}

	/**
	 * Says whether it runs.
	 * @return whether it runs
	 */
	public synchronized boolean alive() {
		return this.process != null && this.process.isAlive();
	}

	/**
	 * Says whether it ended though nobody asked it to.
	 * @return whether it died
	 */
	public synchronized boolean died() {
		return this.wanted && !alive();
	}

	/**
	 * The exit code of the last run.
	 * @return the code; empty while it runs, and before it ran
	 */
	public synchronized OptionalInt exitCode() {
		Process last = this.process;
		return (last == null || last.isAlive()) ? OptionalInt.empty() : OptionalInt.of(last.exitValue());
	}

	/**
	 * Which process it is.
	 * @return its identity; empty when it does not run
	 */
	public synchronized Optional<ProcessIdentity> identity() {
		Process running = this.process;
		return (running != null && running.isAlive()) ? ProcessIdentity.of(running.toHandle()) : Optional.empty();
	}

	/**
	 * The processes that it started itself, which may outlive it.
	 * @return their identities; when it does not run, those that were seen last
	 */
	public synchronized List<ProcessIdentity> family() {
		Process running = this.process;
		if (running != null && running.isAlive()) {
			this.family = running.descendants().map(ProcessIdentity::of).flatMap(Optional::stream).toList();
		}
		return this.family;
	}

	private synchronized @Nullable Process current() {
		return this.process;
	}

}
