package com.lekiwi.heartbeat.discovery.address;

import java.io.Serial;
import java.math.BigInteger;

/** A scan would have more addresses than it may. */
public final class TooManyAddressesException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1;

	/**
	 * Says how many.
	 * @param asked how many addresses there would be
	 * @param most how many there may be
	 */
	public TooManyAddressesException(BigInteger asked, int most) {
		super(asked + " addresses are asked for; a scan may have " + most);
	}

}
