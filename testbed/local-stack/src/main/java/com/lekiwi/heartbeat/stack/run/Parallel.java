package com.lekiwi.heartbeat.stack.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.lekiwi.heartbeat.stack.StackException;

/** Runs a few steps at once; closing it waits for all, and reports the first failure. */
final class Parallel implements AutoCloseable {

	private final ExecutorService executor;

	private final List<Future<?>> steps = new ArrayList<>();

	Parallel(String name) {
		this.executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
	}

	void run(Runnable step) {
		this.steps.add(this.executor.submit(step));
	}

	@Override
	public void close() {
		try {
			this.executor.close();
			for (Future<?> step : this.steps) {
				step.get();
			}
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new StackException("A step of the start failed: " + ex.getCause(), ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackException("interrupted while starting", ex);
		}
	}

}
