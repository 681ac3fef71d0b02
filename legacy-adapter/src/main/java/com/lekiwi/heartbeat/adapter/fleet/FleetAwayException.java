package com.lekiwi.heartbeat.adapter.fleet;

/** PostgreSQL does not answer, or not in time. */
public final class FleetAwayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Says why.
	 * @param cause what PostgreSQL's driver, or the wait for somebody else's read, said
	 */
	public FleetAwayException(Throwable cause) {
		super("the fleet cannot be read: " + cause.getMessage(), cause);
	}

}
