package com.lekiwi.heartbeat.legacy.corpus;

/**
 * Where an answer is not what was recorded.
 *
 * @param name the exchange
 * @param part {@code status}, {@code body} or a header's name
 * @param expected what was recorded
 * @param actual what came, after times are normalised
 */
public record Difference(String name, String part, String expected, String actual) {

	@Override
	public String toString() {
		return this.name + ": " + this.part + " is " + this.actual + ", not " + this.expected;
	}

}
