package com.lekiwi.heartbeat.state.heartbeat;

import java.io.Serial;

/** The store is away, too slow, or cannot write. */
final class StoreUnavailableException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	StoreUnavailableException(Throwable cause) {
		super("the store cannot be written: " + cause.getMessage(), cause);
	}

}
