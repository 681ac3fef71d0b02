package com.lekiwi.heartbeat.state.sighting;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of word of a robot. */
enum SightingStatus {

	/** Nobody had known it. */
	@JsonProperty("registered")
	REGISTERED,

	/** It was news: a later time, or something that nobody had said yet. */
	@JsonProperty("advanced")
	ADVANCED,

	/** Everything was known, or better known. */
	@JsonProperty("unchanged")
	UNCHANGED,

	/** Wrong; {@code faults} says why. */
	@JsonProperty("invalid")
	INVALID,

	/** The store refuses it, and would again. */
	@JsonProperty("refused")
	REFUSED,

	/** Not now; send it again. */
	@JsonProperty("unavailable")
	UNAVAILABLE

}
