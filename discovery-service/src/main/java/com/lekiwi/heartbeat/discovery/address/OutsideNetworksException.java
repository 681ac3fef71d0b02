package com.lekiwi.heartbeat.discovery.address;

import java.io.Serial;

/** An address, or a network, may not be contacted. */
public final class OutsideNetworksException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	OutsideNetworksException(String text, String why) {
		super(text + " " + why);
	}

}
