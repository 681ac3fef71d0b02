package com.lekiwi.heartbeat.state.offline;

import java.util.Locale;

/** Why a robot is offline. */
public enum OfflineCause {

	/** It said so itself. */
	SAID_GOODBYE,

	/** It fell silent, and others of its site did not. */
	SINGLE_LOSS,

	/** Its site fell silent. */
	SITE,

	/** All sites fell silent: the fault is on the way to us. */
	OBSERVER,

	/** A person took it out of the fleet. */
	RETIRED;

	/**
	 * The name in the log.
	 * @return lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether it is this robot's own doing, so that it counts as a blink. */
	boolean isItsOwn() {
		return this == SAID_GOODBYE || this == SINGLE_LOSS;
	}

}
