package com.lekiwi.heartbeat.contract.incident;

import java.time.Instant;
import java.util.List;

/**
 * What befalls many robots at once, or befell them lately.
 *
 * @param asOf when it was read
 * @param incidents those that go on, and then those that ended within the last hour, the
 * newest first
 * @param blind times that ended within the last hour, the newest first
 */
public record Situation(Instant asOf, List<Incident> incidents, List<BlindTime> blind) {

	/** Copies the lists. */
	public Situation {
		incidents = List.copyOf(incidents);
		blind = List.copyOf(blind);
	}

}
