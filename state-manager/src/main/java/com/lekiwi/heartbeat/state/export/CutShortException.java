package com.lekiwi.heartbeat.state.export;

import java.io.Serial;

/**
 * A file that has begun cannot be brought to its end. Nobody answers with it: it goes
 * through to the container, which breaks the connection, so that the reader does not take
 * what it got for all there is.
 */
final class CutShortException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	CutShortException(String message, Throwable cause) {
		super(message, cause);
	}

	CutShortException(String message) {
		super(message);
	}

}
