package com.lekiwi.heartbeat.benchmarks.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** A server that runs as a process of its own, with a log of its own. */
public final class ServerProcess implements AutoCloseable {

	private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

	private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);

	private static final long PAUSE_MS = 100;

	private final String name;

	private final Path log;

	private final Process process;

	private ServerProcess(String name, Path log, Process process) {
		this.name = name;
		this.log = log;
		this.process = process;
	}

	/**
	 * Starts a server. It may not answer yet.
	 * @param name what to call it, in messages and for its log
	 * @param directory its working directory, where its log is
	 * @param command the program and its arguments
	 * @param environment variables on top of those of this process
	 * @return the process
	 */
	public static ServerProcess start(String name, Path directory, List<String> command,
			Map<String, String> environment) {
		Path log = directory.resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.to(log.toFile()));
		builder.environment().putAll(environment);
		try {
			return new ServerProcess(name, log, builder.start());
		}
		catch (IOException ex) {
			throw new BenchmarkException(name + " does not start: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Waits until the server answers with a status below 400.
	 * @param probe what to ask
	 * @param deadline how long to wait
	 * @throws BenchmarkException if the process ends, or does not answer in time
	 */
	public void awaitAnswer(URI probe, Duration deadline) {
		long end = System.nanoTime() + deadline.toNanos();
		while (!LocalHttp.answers(probe)) {
			if (exits(Duration.ofMillis(PAUSE_MS))) {
				throw new BenchmarkException(
						this.name + " ended with " + this.process.exitValue() + " while it started; log: " + this.log);
			}
			if (System.nanoTime() > end) {
				throw new BenchmarkException(
						this.name + " did not answer within " + deadline.toSeconds() + " s; log: " + this.log);
			}
		}
	}

	/**
	 * The operating system's number for the process.
	 * @return the process id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Where the server writes its log.
	 * @return a file
	 */
	public Path log() {
		return this.log;
	}

	@Override
	public void close() {
		this.process.destroy();
		if (!exits(STOP_DEADLINE)) {
			this.process.destroyForcibly();
			if (!exits(KILL_DEADLINE)) {
				throw new BenchmarkException(this.name + ", process " + pid() + ", cannot be ended");
			}
		}
	}

	private boolean exits(Duration deadline) {
		try {
			return this.process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
	}

	@Override
	public String toString() {
		return this.name + " (" + pid() + ")";
	}

}
