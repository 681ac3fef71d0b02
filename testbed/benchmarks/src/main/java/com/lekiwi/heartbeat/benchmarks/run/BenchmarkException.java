package com.lekiwi.heartbeat.benchmarks.run;

import org.jspecify.annotations.Nullable;

/** A benchmark came to no result. Its message is one line for the user. */
public final class BenchmarkException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says why.
	 * @param message one line, with the path of a log where there is one
	 */
	public BenchmarkException(String message) {
		super(message);
	}

	/**
	 * Says why.
	 * @param message one line, with the path of a log where there is one
	 * @param cause what went wrong below
	 */
	public BenchmarkException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
