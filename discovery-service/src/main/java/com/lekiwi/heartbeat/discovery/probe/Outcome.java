package com.lekiwi.heartbeat.discovery.probe;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What came of asking an address. The order is that of what tells more: of several ports
 * the first here counts.
 */
public enum Outcome {

	/** A robot answered. */
	@JsonProperty("robot")
	ROBOT,

	/** Something answered in HTTP that is no robot. */
	@JsonProperty("not_a_robot")
	NOT_A_ROBOT,

	/** It sent us elsewhere; nobody went there. */
	@JsonProperty("redirected")
	REDIRECTED,

	/** What came is not what it claims to be. */
	@JsonProperty("garbage")
	GARBAGE,

	/** The answer is larger than the limit. */
	@JsonProperty("too_large")
	TOO_LARGE,

	/** It began to answer and did not end in time. */
	@JsonProperty("too_slow")
	TOO_SLOW,

	/** It took the connection and said nothing. */
	@JsonProperty("silent")
	SILENT,

	/** Nothing listens there. */
	@JsonProperty("refused")
	REFUSED,

	/** No connection within the deadline, or no way there. */
	@JsonProperty("unreachable")
	UNREACHABLE,

	/** Not contacted, because it failed too often in a row. */
	@JsonProperty("skipped_unhealthy")
	SKIPPED_UNHEALTHY,

	/** Our own fault, and nothing is known of the address. */
	@JsonProperty("failed")
	FAILED;

	/**
	 * Its name in the API and in the database.
	 * @return in lower case
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Says whether it counts against the address: it cost us time, or more than it may. A
	 * refused connection costs nothing, and its robot may start at any moment.
	 * @return whether the breaker counts it
	 */
	boolean isUnhealthy() {
		return switch (this) {
			case TOO_LARGE, TOO_SLOW, SILENT, UNREACHABLE -> true;
			case ROBOT, NOT_A_ROBOT, REDIRECTED, GARBAGE, REFUSED, SKIPPED_UNHEALTHY, FAILED -> false;
		};
	}

}
