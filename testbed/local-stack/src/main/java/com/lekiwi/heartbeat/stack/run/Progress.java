package com.lekiwi.heartbeat.stack.run;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person at the terminal what goes on: a line a step. */
public final class Progress {

	private static final double NANOS_PER_SECOND = 1e9;

	private final PrintStream out;

	/**
	 * Makes it.
	 * @param out where the lines go
	 */
	public Progress(PrintStream out) {
		this.out = out;
	}

	/**
	 * Says that a step is done.
	 * @param step what was done
	 * @param startedNanos when it began, by {@link System#nanoTime()}
	 * @param detail an address, for example
	 */
	public void done(String step, long startedNanos, String detail) {
		double seconds = (System.nanoTime() - startedNanos) / NANOS_PER_SECOND;
		say(String.format(Locale.ROOT, "  %-20s %5.1f s   %s", step, seconds, detail).stripTrailing());
	}

	/**
	 * Says something.
	 * @param line one line
	 */
	public synchronized void say(String line) {
		this.out.println(line);
		this.out.flush();
	}

}
