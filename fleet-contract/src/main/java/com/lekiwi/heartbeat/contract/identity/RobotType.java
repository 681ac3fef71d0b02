package com.lekiwi.heartbeat.contract.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of robot it is. */
public enum RobotType {

	/** A LeKiwi: a mobile base with one arm, nine motors on one bus. */
	@JsonProperty("lekiwi")
	LEKIWI,

	/** An XLE: a dual-arm robot with two motor buses. */
	@JsonProperty("xle")
	XLE,

	/** Nobody has said, and there is no evidence. */
	@JsonProperty("unknown")
	UNKNOWN

}
