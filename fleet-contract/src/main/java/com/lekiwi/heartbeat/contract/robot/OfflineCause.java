package com.lekiwi.heartbeat.contract.robot;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a robot is offline. */
public enum OfflineCause {

	/** It said so itself. */
	@JsonProperty("said_goodbye")
	SAID_GOODBYE,

	/** It fell silent, and others of its site did not. */
	@JsonProperty("single_loss")
	SINGLE_LOSS,

	/** Its site fell silent. */
	@JsonProperty("site")
	SITE,

	/** All sites fell silent: the fault is on the way to us. */
	@JsonProperty("observer")
	OBSERVER,

	/** A person took it out of the fleet. */
	@JsonProperty("retired")
	RETIRED;

	/**
	 * The name in messages, in the log and in the database.
	 * @return lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
