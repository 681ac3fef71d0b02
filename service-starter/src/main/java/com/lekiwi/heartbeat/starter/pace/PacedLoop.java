package com.lekiwi.heartbeat.starter.pace;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * A named thread that does one thing again and again; each step says how long it pauses
 * after it. A step is interrupted when the loop is stopped. As a bean it runs for as long
 * as the service does.
 */
public final class PacedLoop implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(PacedLoop.class);

	private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(1);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

	private final String name;

	private final Step step;

	private volatile @Nullable Thread thread;

	/**
	 * Makes a loop that does not run yet.
	 * @param name the thread's name
	 * @param step what is done
	 */
	public PacedLoop(String name, Step step) {
		this.name = name;
		this.step = step;
	}

	/** What is done again and again. */
	@FunctionalInterface
	public interface Step {

		/**
		 * Does it once.
		 * @return how long to pause
		 * @throws InterruptedException if the loop is stopped
		 */
		Duration run() throws InterruptedException;

	}

	private void run() {
		try {
			while (isRunning()) {
				TimeUnit.NANOSECONDS.sleep(pauseAfterStep().toNanos());
			}
		}
		catch (InterruptedException ex) {
			// The loop is stopped.
			Thread.currentThread().interrupt();
		}
	}

	private Duration pauseAfterStep() throws InterruptedException {
		try {
			return this.step.run();
		}
		catch (RuntimeException ex) {
			// A mistake of ours must cost one step, not the thread.
			log.error("a step of {} failed", this.name, ex);
			return AFTER_A_MISTAKE;
		}
	}

	/** Begins; nothing happens when it runs. */
	@Override
	public synchronized void start() {
		if (this.thread == null) {
			Thread begun = Thread.ofPlatform().daemon().name(this.name).unstarted(this::run);
			this.thread = begun;
			begun.start();
		}
	}

	/** Interrupts the current step and waits for its end, a few seconds at most. */
	@Override
	public synchronized void stop() {
		Thread running = this.thread;
		this.thread = null;
		if (running == null) {
			return;
		}
		running.interrupt();
		try {
			running.join(LONGEST_STOP);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Says whether it runs.
	 * @return whether it was started and not stopped
	 */
	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
