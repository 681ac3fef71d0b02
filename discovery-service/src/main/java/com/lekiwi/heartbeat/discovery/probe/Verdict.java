package com.lekiwi.heartbeat.discovery.probe;

import org.jspecify.annotations.Nullable;

/**
 * What one port told.
 *
 * @param outcome what came of it
 * @param httpStatus of the answer
 * @param why in words
 * @param location where a redirect leads
 * @param robot who answered
 * @param evidence what it was told from
 */
record Verdict(Outcome outcome, @Nullable Integer httpStatus, @Nullable String why, @Nullable String location,
		@Nullable Identity robot, @Nullable Evidence evidence) {

	static Verdict of(Outcome outcome, String why) {
		return new Verdict(outcome, null, why, null, null, null);
	}

	static Verdict of(Outcome outcome, @Nullable Integer httpStatus, String why, Evidence evidence) {
		return new Verdict(outcome, httpStatus, why, null, null, evidence);
	}

}
