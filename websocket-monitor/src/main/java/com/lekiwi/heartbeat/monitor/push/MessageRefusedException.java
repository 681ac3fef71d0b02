package com.lekiwi.heartbeat.monitor.push;

import java.io.Serial;

/** A watcher sent what makes no sense; the message says what is wrong. */
final class MessageRefusedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	MessageRefusedException(String detail) {
		super(detail);
	}

	/** What is wrong, for the watcher. */
	String detail() {
		return String.valueOf(getMessage());
	}

}
