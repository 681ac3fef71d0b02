package com.lekiwi.heartbeat.state.heartbeat;

/** What became of a beat. */
enum BeatOutcome {

	/** It is on disk, or was already. */
	COMMITTED,

	/** The store refuses this beat, and would again. */
	REFUSED,

	/** The store is away or too slow; whether the beat is on disk is not known. */
	UNAVAILABLE,

	/** Too many beats were waiting; this one was not tried. */
	OVERLOADED

}
