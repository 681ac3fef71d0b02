package com.lekiwi.heartbeat.fleet.dialect;

/**
 * What one robot speaks.
 *
 * @param dialect its dialect
 * @param named whether it names itself in the header {@code X-Robot-Id}; a robot that
 * speaks v2 does so in the path
 */
public record Tongue(Dialect dialect, boolean named) {

	/** The tongue of a robot that speaks v2. */
	public static final Tongue V2 = new Tongue(Dialect.V2, false);

}
