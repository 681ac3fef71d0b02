package com.lekiwi.heartbeat.fleet.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who acknowledged a beat, by the answer's header {@code X-Heartbeat-System}. */
public enum AnsweredBy {

	/** The new system. */
	@JsonProperty("new")
	NEW,

	/** The legacy. */
	@JsonProperty("legacy")
	LEGACY,

	/** The answer does not say, or says something else. */
	@JsonProperty("absent")
	ABSENT

}
