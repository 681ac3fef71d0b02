package com.lekiwi.heartbeat.stores;

import org.jspecify.annotations.Nullable;

/** A store did not do what was asked; the message says which and where its log is. */
public final class StoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StoreException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
