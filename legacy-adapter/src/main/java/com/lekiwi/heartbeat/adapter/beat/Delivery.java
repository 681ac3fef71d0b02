package com.lekiwi.heartbeat.adapter.beat;

/** What became of a beat. */
public enum Delivery {

	/** It is committed, or was already. */
	COMMITTED,

	/** state-manager does not answer, or cannot commit; whether it will is not known. */
	UNAVAILABLE,

	/** Too many beats wait. */
	OVERLOADED,

	/** state-manager would never take it. */
	REFUSED

}
