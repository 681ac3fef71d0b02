package com.lekiwi.heartbeat.discovery.robot;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a robot that was found. */
public enum Adoption {

	/** Nobody has decided. */
	@JsonProperty("found")
	FOUND,

	/** It is to be registered, and state-manager has not taken it yet. */
	@JsonProperty("pending")
	PENDING,

	/** state-manager has taken it. */
	@JsonProperty("adopted")
	ADOPTED,

	/** A person said that it is to be left alone. */
	@JsonProperty("ignored")
	IGNORED,

	/** state-manager said no. */
	@JsonProperty("refused")
	REFUSED;

	static Adoption of(String key) {
		return valueOf(key.toUpperCase(Locale.ROOT));
	}

	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
