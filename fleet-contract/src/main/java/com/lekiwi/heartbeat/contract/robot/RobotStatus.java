package com.lekiwi.heartbeat.contract.robot;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The one status to show for a robot. */
public enum RobotStatus {

	/** Known, never heard. */
	@JsonProperty("discovered")
	DISCOVERED,

	/** Set aside by a person; masks alarms. */
	@JsonProperty("maintenance")
	MAINTENANCE,

	/** Alive, and says itself that something is wrong. */
	@JsonProperty("failed")
	FAILED,

	/** Alive: its last heartbeat is younger than its lease. */
	@JsonProperty("online")
	ONLINE,

	/** Its lease ran out. */
	@JsonProperty("offline")
	OFFLINE

}
