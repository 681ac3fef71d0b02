package com.lekiwi.heartbeat.stores;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server run from the binary of a Maven artifact. The library finds the binary
 * for this machine; the process is our own, since the library's hook would end it before
 * the services that use it.
 */
final class EmbeddedRedisStore implements RedisStore {

	private static final String HOST = "127.0.0.1";

	private static final Duration START_DEADLINE = Duration.ofSeconds(10);

	private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);

	private final StoreFiles files;

	private final int port;

	private final List<String> further;

	private @Nullable Process process;

	EmbeddedRedisStore(RedisSettings settings) {
		this(settings, List.of());
	}

	/**
	 * A server with settings of its own.
	 * @param settings where it keeps what
	 * @param further lines of its configuration
	 */
	EmbeddedRedisStore(RedisSettings settings, List<String> further) {
		this.files = StoreFiles.of("redis", settings.directory(), settings.logFile());
		this.port = Ports.choose(settings.port());
		this.further = List.copyOf(further);
	}

	@Override
	public void start() {
		if (this.process != null && this.process.isAlive()) {
			return;
		}
		try {
			Ports.requireFree(this.port);
			Path configuration = this.files.directory().resolve("redis.conf");
			List<String> lines = new ArrayList<>(RedisServerSettings.cache());
			lines.add("bind " + HOST);
			lines.add("port " + this.port);
			lines.add("dir \"" + this.files.directory() + "\"");
			lines.addAll(this.further);
			Files.write(configuration, lines);
			String binary = ExecutableProvider.newJarResourceProvider(this.files.directory().toFile())
				.get()
				.getAbsolutePath();
			Process started = new ProcessBuilder(OwnSession.of(List.of(binary, configuration.toString())))
				.redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(this.files.log().toFile()))
				.start();
			this.process = started;
			awaitAnswer(started);
		}
		catch (IOException | StoreException ex) {
			kill();
			throw new StoreException("Redis did not start on port " + this.port + ", log " + this.files.log() + "\n"
					+ this.files.logTail(), ex);
		}
	}

	private void awaitAnswer(Process started) {
		long deadline = System.nanoTime() + START_DEADLINE.toNanos();
		while (true) {
			try (RedisConnection connection = new RedisConnection(HOST, this.port)) {
				connection.call("PING");
				return;
			}
			catch (StoreException ex) {
				if (!started.isAlive() || System.nanoTime() > deadline) {
					throw ex;
				}
				pause(started);
			}
		}
	}

	/** Waits a moment, or until the process ends. */
	private static void pause(Process started) {
		try {
			started.waitFor(20, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreException("Interrupted while Redis was starting", ex);
		}
	}

	@Override
	public void stop() {
		Process running = this.process;
		if (running != null) {
			running.destroy();
			if (!new ServerProcess(running.toHandle()).exits(STOP_DEADLINE)) {
				kill();
			}
			this.process = null;
		}
	}

	@Override
	public void kill() {
		Process running = this.process;
		if (running != null) {
			new ServerProcess(running.toHandle()).kill(STOP_DEADLINE);
			this.process = null;
		}
	}

	@Override
	public OptionalLong pid() {
		return (this.process != null && this.process.isAlive()) ? OptionalLong.of(this.process.pid())
				: OptionalLong.empty();
	}

	@Override
	public String host() {
		return HOST;
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		stop();
		this.files.clean();
	}

}
