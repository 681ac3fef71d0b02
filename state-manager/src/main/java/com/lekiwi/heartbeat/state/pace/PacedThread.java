package com.lekiwi.heartbeat.state.pace;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named thread that does one thing again and again, with a pause in between. It has a
 * thread of its own so that nothing else delays it.
 */
public final class PacedThread {

	private static final Logger log = LoggerFactory.getLogger(PacedThread.class);

	private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

	private final String name;

	private final Duration pause;

	private final Runnable step;

	private volatile boolean running;

	private volatile Thread thread;

	/**
	 * Makes a thread that does not run yet.
	 * @param name the thread's name
	 * @param pause from the end of one step to the beginning of the next
	 * @param step what is done
	 */
	public PacedThread(String name, Duration pause, Runnable step) {
		this.name = name;
		this.pause = pause;
		this.step = step;
		this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
	}

	private void run() {
		while (this.running) {
			try {
				this.step.run();
			}
			catch (RuntimeException ex) {
				// A mistake of ours must cost one step, not the thread.
				log.error("a step of {} failed", this.name, ex);
			}
			LockSupport.parkNanos(this, this.pause.toNanos());
		}
	}

	/** Begins; nothing happens when it runs. */
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.thread = Thread.ofPlatform().name(this.name).start(this::run);
		}
	}

	/** Ends after the current step, which is waited for a few seconds. */
	public synchronized void stop() {
		this.running = false;
		LockSupport.unpark(this.thread);
		try {
			this.thread.join(LONGEST_STOP);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Says whether it runs.
	 * @return whether it was started and not stopped
	 */
	public boolean isRunning() {
		return this.running;
	}

}
