package com.lekiwi.heartbeat.fleet.ledger;

/** What became of one beat that was made. */
public enum Fate {

	/** It waits to be sent; what was tried so far is known to have failed. */
	WAITING,

	/** It was sent, and no answer says what became of it. It is sent again. */
	UNCERTAIN,

	/** The server said that it is committed. */
	ACKNOWLEDGED,

	/** The server will never take it. */
	REFUSED,

	/** It was never to be sent: the robot was off the network. */
	DROPPED_OUT,

	/** It was never taken, and a full outbox let go of it. */
	GIVEN_UP,

	/**
	 * It was said in the legacy dialect and not acknowledged, and is not sent again. The
	 * server may have taken it all the same.
	 */
	FAILED

}
