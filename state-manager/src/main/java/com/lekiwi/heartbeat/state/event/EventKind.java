package com.lekiwi.heartbeat.state.event;

import java.util.Locale;

/** What can happen to a robot, a site or the observer. */
public enum EventKind {

	/** It is known, and was never heard. */
	DISCOVERED,

	/** It was heard for the first time. */
	REGISTERED,

	/** It is heard again. */
	ONLINE,

	/** Its lease ran out. */
	OFFLINE,

	/** Why it is offline turned out to be another. */
	CAUSE_CHANGED,

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

	/** Its name, type, site or address is another, or its tags are. */
	CHANGED,

	/** Late beats showed that it was alive while the log calls it offline. */
	HISTORY_CORRECTED,

	/** A person has set it aside for a time. */
	MAINTENANCE_STARTED,

	/** That time is over, or a person ended it. */
	MAINTENANCE_ENDED,

	/** A person took it out of the fleet. */
	RETIRED,

	/** It is heard again after it was taken out of the fleet. */
	RETURNED,

	/** It goes offline and comes back again and again; or no longer does. */
	FLAPPING,

	/** A site's robots fell silent together. */
	SITE_UNREACHABLE,

	/** A site's robots are back, or are not waited for any longer. */
	SITE_RECOVERED,

	/** Nobody was listening to robots. */
	OBSERVER_BLIND;

	/**
	 * The name in the log.
	 * @return lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
