package com.lekiwi.heartbeat.contract.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who the robot was told is sending its commands. */
public enum CommandSource {

	/** A person. */
	@JsonProperty("operator")
	OPERATOR,

	/** A learned or scripted policy. */
	@JsonProperty("policy")
	POLICY

}
