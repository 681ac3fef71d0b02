package com.lekiwi.heartbeat.monitor.wire;

import java.io.Serial;

/** A client broke the rules of WebSockets, or ours on the size and kind of messages. */
final class WireFault extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

	private final int code;

	WireFault(int code, String reason) {
		super(reason);
		this.code = code;
	}

	/** With which code the WebSocket ends. */
	int code() {
		return this.code;
	}

	/** In words, for the client. */
	String reason() {
		return String.valueOf(getMessage());
	}

}
