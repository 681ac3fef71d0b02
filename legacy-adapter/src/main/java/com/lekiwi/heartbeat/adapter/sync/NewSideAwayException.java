package com.lekiwi.heartbeat.adapter.sync;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/** state-manager does not take sightings now; the message says why. */
public final class NewSideAwayException extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

	NewSideAwayException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
