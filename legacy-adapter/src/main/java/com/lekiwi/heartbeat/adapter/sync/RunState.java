package com.lekiwi.heartbeat.adapter.sync;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run is. */
public enum RunState {

	/** Somebody asked for it; a replica takes it up. */
	@JsonProperty("requested")
	REQUESTED,

	/** A replica works on it. */
	@JsonProperty("running")
	RUNNING,

	/** It reached the end. */
	@JsonProperty("succeeded")
	SUCCEEDED,

	/** It ended early, and says why. */
	@JsonProperty("failed")
	FAILED,

	/** Its replica fell silent. */
	@JsonProperty("abandoned")
	ABANDONED

}
