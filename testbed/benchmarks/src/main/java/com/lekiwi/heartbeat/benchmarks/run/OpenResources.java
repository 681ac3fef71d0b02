package com.lekiwi.heartbeat.benchmarks.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a run has open: servers, stores, files. They are closed once, the
 * newest first, whether the run ends, fails or is interrupted. What is being opened while
 * the run is interrupted is closed as well.
 */
public final class OpenResources implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(OpenResources.class);

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private volatile boolean closing;

	/**
	 * Opens something.
	 * @param <T> its type
	 * @param opener opens it, or throws and leaves nothing open
	 * @return what was opened
	 * @throws BenchmarkException if the run is being ended
	 */
	public synchronized <T extends AutoCloseable> T open(Supplier<T> opener) {
		if (this.closing) {
			throw new BenchmarkException("interrupted");
		}
		T resource = opener.get();
		this.open.push(resource);
		return resource;
	}

	/**
	 * Closes one before the others.
	 * @param resource something that was opened here
	 */
	public synchronized void close(AutoCloseable resource) {
		if (this.open.remove(resource)) {
			closeQuietly(resource);
		}
	}

	/**
	 * Says whether the run is being ended.
	 * @return whether {@link #close()} was called
	 */
	public boolean isClosing() {
		return this.closing;
	}

	@Override
	public void close() {
		this.closing = true;
		closeAll();
	}

	private synchronized void closeAll() {
		while (!this.open.isEmpty()) {
			closeQuietly(this.open.pop());
		}
	}

	/** The others are still to be closed. */
	private static void closeQuietly(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			log.warn("cannot close {}", resource, ex);
		}
	}

}
