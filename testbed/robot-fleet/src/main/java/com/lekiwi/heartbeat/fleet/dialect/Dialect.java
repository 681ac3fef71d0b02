package com.lekiwi.heartbeat.fleet.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a robot says its beats. */
public enum Dialect {

	/** {@code POST /api/v2/robots/{id}/heartbeat}, sent until it is acknowledged. */
	@JsonProperty("v2")
	V2,

	/** {@code POST /heartbeat}, sent once, and once more on a connection that broke. */
	@JsonProperty("legacy")
	LEGACY

}
