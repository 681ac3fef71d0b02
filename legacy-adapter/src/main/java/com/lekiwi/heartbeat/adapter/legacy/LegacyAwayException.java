package com.lekiwi.heartbeat.adapter.legacy;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The legacy does not answer, or with nothing that makes sense; the message says what.
 */
public final class LegacyAwayException extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

	LegacyAwayException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
