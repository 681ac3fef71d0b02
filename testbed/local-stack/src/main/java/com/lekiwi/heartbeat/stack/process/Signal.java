package com.lekiwi.heartbeat.stack.process;

import java.io.IOException;

import com.lekiwi.heartbeat.stack.StackException;

/** Signals that Java itself does not send. */
public enum Signal {

	/** Ends in good order. */
	TERM,

	/** Ends PostgreSQL in good order without waiting for its clients. */
	INT,

	/** Freezes. */
	STOP,

	/** Goes on after {@link #STOP}. */
	CONT;

	/**
	 * Sends the signal. A process that is gone already gets nothing.
	 * @param process the receiver
	 */
	public void send(ProcessHandle process) {
		if (!process.isAlive()) {
			return;
		}
		try {
			// The shell's own kill: there may be no other on a small machine.
			new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\" 2>/dev/null", "sh", name(),
					Long.toString(process.pid()))
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			throw new StackException("Cannot send " + name() + " to process " + process.pid(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
