package com.lekiwi.heartbeat.contract.robot;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a robot is driven, and by whom. */
public enum TeleoperationStatus {

	/** Its host is not ready. */
	@JsonProperty("unavailable")
	UNAVAILABLE,

	/** Its host is ready, and no commands flow. */
	@JsonProperty("ready")
	READY,

	/** Commands flow, and a person is declared. */
	@JsonProperty("operated")
	OPERATED,

	/** Commands flow from a policy. */
	@JsonProperty("autonomous")
	AUTONOMOUS,

	/** Commands flow, and nobody is declared. */
	@JsonProperty("unclaimed")
	UNCLAIMED,

	/** There is no fresh evidence. */
	@JsonProperty("unknown")
	UNKNOWN

}
