package com.lekiwi.heartbeat.stores;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes passwords that need no quoting anywhere. */
public final class Passwords {

	private static final int BYTES = 24;

	private Passwords() {
	}

	/**
	 * Makes a password.
	 * @return 48 hexadecimal digits, 192 random bits
	 */
	public static String random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}
