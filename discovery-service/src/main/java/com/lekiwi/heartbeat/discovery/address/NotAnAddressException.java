package com.lekiwi.heartbeat.discovery.address;

import java.io.Serial;

/** A text is no address, or no network. */
public final class NotAnAddressException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	/** What is shown of a text that is none. */
	private static final int SHOWN = 64;

	NotAnAddressException(String text) {
		super("'" + text.substring(0, Math.min(text.length(), SHOWN))
				+ "' is not written as an address or a network is: four decimal numbers, or as RFC 5952 says");
	}

}
