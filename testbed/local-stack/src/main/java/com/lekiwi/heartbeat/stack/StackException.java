package com.lekiwi.heartbeat.stack;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** Something did not start or stop; the message is for the person at the terminal. */
public final class StackException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	/**
	 * Makes the exception.
	 * @param message what failed, and where its log is
	 */
	public StackException(String message) {
		this(message, null);
	}

	/**
	 * Makes the exception.
	 * @param message what failed, and where its log is
	 * @param cause why
	 */
	public StackException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
