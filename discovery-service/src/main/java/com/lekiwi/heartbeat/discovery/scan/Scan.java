package com.lekiwi.heartbeat.discovery.scan;

import java.time.Instant;
import java.util.Map;

import com.lekiwi.heartbeat.discovery.probe.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A scan, and how far it is.
 *
 * @param id its number
 * @param kind why it was begun
 * @param state how far it is
 * @param schedule the schedule that began it
 * @param cidr the network, where it is one
 * @param total addresses
 * @param done of them those with a result
 * @param found of them the robots
 * @param outcomes results by outcome, without those that there are none of
 * @param adopt whether robots that are found are registered
 * @param requestedBy the address of whoever asked, {@code schedule} or {@code mdns}
 * @param reason why
 * @param requestedAt when
 * @param startedAt when a replica took the first share
 * @param finishedAt when the last result was recorded, or it was cancelled
 * @param version grows with each change
 */
public record Scan(long id, ScanKind kind, ScanState state, @Nullable String schedule, @Nullable String cidr, int total,
		int done, int found, Map<Outcome, Integer> outcomes, boolean adopt, String requestedBy, @Nullable String reason,
		Instant requestedAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, long version) {

	/** Copies the map. */
	public Scan {
		outcomes = Map.copyOf(outcomes);
	}

}
