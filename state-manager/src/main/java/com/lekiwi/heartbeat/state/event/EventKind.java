package com.lekiwi.heartbeat.state.event;

import java.util.Locale;

/** What can happen to a robot. */
public enum EventKind {

	/** It was heard for the first time. */
	REGISTERED,

	/** It is heard again. */
	ONLINE,

	/** Its lease ran out. */
	OFFLINE,

	/** A boot began that was not known. */
	REBOOTED,

	/** Two boots count at the same time: two robots have one name. */
	IDENTITY_CONFLICT,

	/** It says that something is broken. */
	FAILED,

	/** It says that nothing is broken any more. */
	RECOVERED,

	/** It runs other software. */
	SOFTWARE_CHANGED,

	/** Its name, type, site or address is another. */
	CHANGED,

	/** Late beats showed that it was alive while the log calls it offline. */
	HISTORY_CORRECTED;

	/**
	 * The name in the log.
	 * @return lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
