package com.lekiwi.heartbeat.contract.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an event happened to. */
public enum SubjectKind {

	/** A robot; the subject is its id. */
	@JsonProperty("robot")
	ROBOT,

	/** A place where robots stand; the subject is its name. */
	@JsonProperty("site")
	SITE,

	/** The system that watches the robots. */
	@JsonProperty("observer")
	OBSERVER

}
