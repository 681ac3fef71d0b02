package com.lekiwi.heartbeat.discovery.scan;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a scan was begun. */
public enum ScanKind {

	/** Somebody asked for it. */
	@JsonProperty("manual")
	MANUAL,

	/** It was its time. */
	@JsonProperty("scheduled")
	SCHEDULED,

	/** Robots announced themselves. */
	@JsonProperty("mdns")
	MDNS;

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
	static ScanKind of(String key) {
		return valueOf(key.toUpperCase(Locale.ROOT));
	}

}
