package com.lekiwi.heartbeat.monitor.source;

import java.util.Locale;

/** Why something may be missing. */
public enum GapReason {

	/**
	 * Redis is away, or swallowed updates: the fleet is read every few seconds instead.
	 */
	UPDATES_LOST,

	/** state-manager does not answer: nothing can be made up for. */
	STATE_MANAGER_AWAY;

	/**
	 * The reason as it stands in messages.
	 * @return snake_case
	 */
	public String jsonName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
