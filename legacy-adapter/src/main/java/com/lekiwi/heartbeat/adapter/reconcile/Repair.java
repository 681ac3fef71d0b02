package com.lekiwi.heartbeat.adapter.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a difference can be repaired. */
public enum Repair {

	/** state-manager is told what the legacy knows. */
	@JsonProperty("sighting")
	SIGHTING,

	/** The legacy is told of the robot's newest beat. */
	@JsonProperty("heartbeat")
	HEARTBEAT,

	/** Not at all, or it ends by itself. */
	@JsonProperty("none")
	NONE

}
