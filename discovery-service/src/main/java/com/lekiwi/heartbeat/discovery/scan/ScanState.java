package com.lekiwi.heartbeat.discovery.scan;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a scan is. */
public enum ScanState {

	/** Nobody has begun. */
	@JsonProperty("queued")
	QUEUED,

	/** It is being worked on. */
	@JsonProperty("running")
	RUNNING,

	/** Each address has a result. */
	@JsonProperty("finished")
	FINISHED,

	/** Somebody ended it early. */
	@JsonProperty("cancelled")
	CANCELLED;

	/**
	 * Its name in the API and in the database.
	 * @return in lower case
	 */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the database's name.
	 * @param key in lower case
	 * @return the constant
	 */
	static ScanState of(String key) {
		return valueOf(key.toUpperCase(Locale.ROOT));
	}

}
