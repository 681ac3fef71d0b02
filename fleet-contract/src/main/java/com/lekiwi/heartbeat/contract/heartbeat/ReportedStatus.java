package com.lekiwi.heartbeat.contract.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a robot says about itself in a heartbeat. */
public enum ReportedStatus {

	/** Everything works. */
	@JsonProperty("ok")
	OK,

	/** Works, and is at a task that should not be interrupted. */
	@JsonProperty("busy")
	BUSY,

	/** Something is broken. */
	@JsonProperty("error")
	ERROR,

	/** Says goodbye. */
	@JsonProperty("stopping")
	STOPPING

}
