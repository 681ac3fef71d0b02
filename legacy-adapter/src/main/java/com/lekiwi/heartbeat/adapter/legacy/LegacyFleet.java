package com.lekiwi.heartbeat.adapter.legacy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.lekiwi.heartbeat.starter.problem.Fault;

/**
 * All that the legacy knows.
 *
 * @param askedAt when it was asked
 * @param receivedAt when it had answered
 * @param robots the robots by their ids, in the order of PostgreSQL
 * @param faults robots that make no sense: the id, or the place in the list, and why
 */
public record LegacyFleet(Instant askedAt, Instant receivedAt, SortedMap<String, LegacyRobot> robots,
		List<Fault> faults) {

	/** Copies the collections. */
	public LegacyFleet {
		robots = Collections.unmodifiableSortedMap(new TreeMap<>(robots));
		faults = List.copyOf(faults);
	}

}
