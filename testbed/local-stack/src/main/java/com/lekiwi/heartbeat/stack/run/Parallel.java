package com.lekiwi.heartbeat.stack.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.lekiwi.heartbeat.stack.StackException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a few steps at once. Closing it waits for all, and throws what failed first; the
 * others are expected to ask {@link #failed()} and to end early.
 */
final class Parallel implements AutoCloseable {

	private final ExecutorService executor;

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	Parallel(String name) {
		this.executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
	}

	void run(Runnable step) {
		this.executor.execute(() -> {
			try {
				step.run();
			}
			catch (RuntimeException | Error ex) {
				this.failure.compareAndSet(null, ex);
			}
		});
	}

	boolean failed() {
		return this.failure.get() != null;
	}

	@Override
	public void close() {
		this.executor.close();
		Throwable first = this.failure.get();
		if (first instanceof RuntimeException expected) {
			throw expected;
		}
		if (first != null) {
			throw new StackException("A step of the start failed: " + first, first);
		}
	}

}
