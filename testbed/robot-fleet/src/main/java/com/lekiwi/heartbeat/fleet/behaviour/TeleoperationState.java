package com.lekiwi.heartbeat.fleet.behaviour;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is true about the driving of a robot, whatever its evidence looks like. */
public enum TeleoperationState {

	/** The host program does not run. */
	@JsonProperty("idle")
	IDLE,

	/** The host program runs, and nobody sends commands. */
	@JsonProperty("host_ready")
	HOST_READY,

	/** A person drives, perhaps with idle hands: commands flow all the same. */
	@JsonProperty("operated")
	OPERATED,

	/** A policy drives. */
	@JsonProperty("policy")
	POLICY,

	/** The host program restarts for a moment, and then goes on as before. */
	@JsonProperty("host_cycling")
	HOST_CYCLING

}
