package com.lekiwi.heartbeat.adapter.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In what the two sides can differ. */
public enum DifferenceKind {

	/** The new side does not know the robot. */
	@JsonProperty("missing_here")
	MISSING_HERE,

	/** The legacy does not know the robot. */
	@JsonProperty("missing_there")
	MISSING_THERE,

	/** What people call it. */
	@JsonProperty("name")
	NAME,

	/** What kind of robot it is. */
	@JsonProperty("type")
	TYPE,

	/** Where it can be reached. */
	@JsonProperty("address")
	ADDRESS,

	/** The legacy heard it later. */
	@JsonProperty("older_here")
	OLDER_HERE,

	/** The new side heard it later. */
	@JsonProperty("older_there")
	OLDER_THERE,

	/** One side calls it online, the other does not. */
	@JsonProperty("status")
	STATUS,

	/** Whether its host is up. */
	@JsonProperty("teleoperation")
	TELEOPERATION

}
