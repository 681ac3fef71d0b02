package com.lekiwi.heartbeat.monitor.source;

import java.util.Locale;

/** Why the whole fleet is read. */
enum ResyncCause {

	/** Updates are subscribed to from now on; what came before is read. */
	SUBSCRIBED,

	/** Updates were lost on their way. */
	UPDATES_LOST,

	/** Beats of many robots that are not known. */
	UNKNOWN_ROBOTS,

	/** Redis or state-manager is, or was, away. */
	POLL,

	/** It is time again. */
	INTERVAL;

	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
