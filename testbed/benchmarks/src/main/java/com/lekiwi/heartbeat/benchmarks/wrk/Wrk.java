package com.lekiwi.heartbeat.benchmarks.wrk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.OpenResources;

/** Runs wrk: one thread, which keeps a number of connections busy. */
public final class Wrk {

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

	/** On top of the time that it was told to run. */
	private static final Duration GRACE = Duration.ofSeconds(30);

	private final Path directory;

	private final OpenResources resources;

	private final int connections;

	/**
	 * Sets wrk up.
	 * @param directory for scripts and output
	 * @param resources end wrk when the run is ended
	 * @param connections how many requests are in flight at any time
	 */
	public Wrk(Path directory, OpenResources resources, int connections) {
		this.directory = directory;
		this.resources = resources;
		this.connections = connections;
	}

	/**
	 * Loads a server.
	 * @param script makes the requests
	 * @param port the server's port on 127.0.0.1
	 * @param first the number of the first request
	 * @param duration how long
	 * @return what was measured
	 */
	public WrkResult run(WrkScript script, int port, long first, Duration duration) {
		Path output = this.directory.resolve("wrk-" + script.name() + ".log");
		List<String> command = List.of("wrk", "--threads", "1", "--connections", Integer.toString(this.connections),
				"--duration", duration.toSeconds() + "s", "--timeout", ANSWER_TIMEOUT.toSeconds() + "s", "--script",
				script.writeTo(this.directory).toString(), "http://127.0.0.1:" + port, "--", Long.toString(first));
		RunningWrk running = this.resources.open(() -> RunningWrk.start(command, output));
		try {
			int status = running.await(duration.plus(GRACE));
			String said = Files.readString(output, StandardCharsets.UTF_8);
			if (status != 0) {
				throw new BenchmarkException("wrk ended with " + status + ", it said: " + said.strip());
			}
			return WrkResult.parse(said);
		}
		catch (IOException ex) {
			throw new BenchmarkException("what wrk said cannot be read: " + ex.getMessage(), ex);
		}
		finally {
			this.resources.close(running);
		}
	}

	private record RunningWrk(Process process) implements AutoCloseable {

		static RunningWrk start(List<String> command, Path output) {
			try {
				return new RunningWrk(
						new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start());
			}
			catch (IOException ex) {
				throw new BenchmarkException("wrk does not start: " + ex.getMessage(), ex);
			}
		}

		int await(Duration deadline) {
			try {
				if (!this.process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
					throw new BenchmarkException("wrk did not end within " + deadline.toSeconds() + " s");
				}
				return this.process.exitValue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new BenchmarkException("interrupted", ex);
			}
		}

		@Override
		public void close() {
			this.process.destroyForcibly();
		}

	}

}
