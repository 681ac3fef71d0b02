package com.lekiwi.heartbeat.stores;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A server process and its children. The handle remembers when the process started, so a
 * process that got the same number later is not touched.
 */
record ServerProcess(ProcessHandle handle) {

	/**
	 * Finds a server by its process id.
	 * @param pid what a file says
	 * @param program the name of the program that it must be running
	 * @return the process; {@code null} if there is none, or it is another program's
	 */
	static @Nullable ServerProcess of(long pid, String program) {
		return ProcessHandle.of(pid)
			.filter((handle) -> handle.info().command().orElse("").endsWith("/" + program))
			.map(ServerProcess::new)
			.orElse(null);
	}

	long pid() {
		return this.handle.pid();
	}

	boolean alive() {
		return this.handle.isAlive();
	}

	/**
	 * Waits for the process to end by itself.
	 * @param deadline how long to wait
	 * @return whether it ended
	 */
	boolean exits(Duration deadline) {
		return exits(this.handle.onExit(), deadline);
	}

	/**
	 * Ends the process and its children at once.
	 * @param deadline how long to wait for the operating system to do so
	 * @throws StoreException if one of them is still there
	 */
	void kill(Duration deadline) {
		List<ProcessHandle> children = this.handle.descendants().toList();
		CompletableFuture<?>[] ends = Stream.concat(Stream.of(this.handle), children.stream()).map((process) -> {
			process.destroyForcibly();
			return process.onExit();
		}).toArray(CompletableFuture<?>[]::new);
		if (!exits(CompletableFuture.allOf(ends), deadline)) {
			throw new StoreException("Process " + pid() + " cannot be ended", null);
		}
	}

	private static boolean exits(CompletableFuture<?> end, Duration deadline) {
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
			throw new StoreException("Cannot wait for a process to end", ex);
		}
	}

}
