package com.lekiwi.heartbeat.stack;

import java.net.URI;

/**
 * Which port is where. Two stacks run side by side when their ports are shifted.
 *
 * @param offset is added to every port
 */
public record PortPlan(int offset) {

	/** The public edge. */
	public static final int EDGE = 8080;

	/** The new system's own entry. */
	public static final int ENTRY = 8001;

	/** Where nginx takes copies of requests from itself. */
	public static final int GATE = 8009;

	/** The legacy. */
	public static final int LEGACY = 8000;

	/** The legacy's dialect on the new state. */
	public static final int LEGACY_ADAPTER = 8015;

	/** Where legacy-adapter receives nginx's log, over UDP. */
	public static final int EDGE_LOG = 8016;

	/** PostgreSQL. */
	public static final int POSTGRES = 15432;

	/** Redis. */
	public static final int REDIS = 16379;

	/** The simulated fleet's truth. */
	public static final int FLEET_CONTROL = 8020;

	/** Where each simulated robot answers on its own address. */
	public static final int ROBOT_STATUS = 8090;

	private static final int HIGHEST_SHIFTED = 16379;

	private static final int HIGHEST = 65535;

	/** Checks the offset. */
	public PortPlan {
		if (offset < 0 || offset > HIGHEST - HIGHEST_SHIFTED) {
			throw new IllegalArgumentException("the port offset must be 0 to " + (HIGHEST - HIGHEST_SHIFTED));
		}
	}

	/**
	 * The port that takes a documented port's place.
	 * @param documented a port as the documentation has it
	 * @return the port to use
	 */
	public int of(int documented) {
		return documented + this.offset;
	}

	/**
	 * An address on this machine.
	 * @param documented a port as the documentation has it
	 * @param path starts with a slash
	 * @return the address
	 */
	public URI url(int documented, String path) {
		return URI.create("http://127.0.0.1:" + of(documented) + path);
	}

}
