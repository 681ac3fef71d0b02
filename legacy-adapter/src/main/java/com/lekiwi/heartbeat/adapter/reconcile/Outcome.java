package com.lekiwi.heartbeat.adapter.reconcile;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a difference. */
public enum Outcome {

	/** It can be repaired, and nobody tried. */
	@JsonProperty("repairable")
	REPAIRABLE,

	/** It is gone. */
	@JsonProperty("repaired")
	REPAIRED,

	/** It is still there, after a try. */
	@JsonProperty("failed")
	FAILED,

	/** It cannot be repaired from here. */
	@JsonProperty("unrepairable")
	UNREPAIRABLE

}
