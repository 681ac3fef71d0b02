package com.lekiwi.heartbeat.fleet.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many beats were acknowledged by whom.
 *
 * @param byNew by the new system
 * @param byLegacy by the legacy
 * @param absent by somebody who did not say
 */
public record Acknowledgements(@JsonProperty("new") long byNew, @JsonProperty("legacy") long byLegacy, long absent) {

	/** None. */
	public static final Acknowledgements NONE = new Acknowledgements(0, 0, 0);

	/**
	 * Adds up.
	 * @param other more of them
	 * @return the sum
	 */
	public Acknowledgements plus(Acknowledgements other) {
		return new Acknowledgements(this.byNew + other.byNew, this.byLegacy + other.byLegacy,
				this.absent + other.absent);
	}

	/**
	 * Counts them all.
	 * @return beats that were acknowledged by anybody
	 */
	long total() {
		return this.byNew + this.byLegacy + this.absent;
	}

}
