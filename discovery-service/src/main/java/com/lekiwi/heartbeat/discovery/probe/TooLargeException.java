package com.lekiwi.heartbeat.discovery.probe;

import java.io.IOException;
import java.io.Serial;

/** An answer is larger than the limit. */
final class TooLargeException extends IOException {

	@Serial
	private static final long serialVersionUID = 1;

	TooLargeException(String what, long limit) {
		super(what + " has more than " + limit + " bytes");
	}

}
