package com.lekiwi.heartbeat.fleet.behaviour;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a robot beats, and whether its beats can leave it. */
public enum Presence {

	/** It works and reaches the network. */
	@JsonProperty("beating")
	BEATING,

	/** It works and makes beats, and none of them leaves it. */
	@JsonProperty("dropped_out")
	DROPPED_OUT,

	/** It starts again after a reboot and makes no beats. */
	@JsonProperty("rebooting")
	REBOOTING,

	/** It said goodbye, is switched off and makes no beats. */
	@JsonProperty("switched_off")
	SWITCHED_OFF,

	/** A person silenced it: as dropped out, until it is woken. */
	@JsonProperty("silenced")
	SILENCED;

	/**
	 * Says whether beats are made and numbered.
	 * @return whether the robot's computer runs
	 */
	public boolean makesBeats() {
		return this != REBOOTING && this != SWITCHED_OFF;
	}

}
