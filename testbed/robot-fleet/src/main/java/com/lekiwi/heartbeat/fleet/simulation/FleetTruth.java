package com.lekiwi.heartbeat.fleet.simulation;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import com.lekiwi.heartbeat.fleet.behaviour.Presence;
import com.lekiwi.heartbeat.fleet.delivery.AcknowledgeTimes;
import com.lekiwi.heartbeat.fleet.dialect.Dialect;
import com.lekiwi.heartbeat.fleet.ledger.Acknowledgements;

/**
 * What is true of the fleet now.
 *
 * @param at when this was said
 * @param runId tells this run's boots from those of another
 * @param robots how many robots there are
 * @param paused whether no beats are made
 * @param settled whether it is paused and the fate of every beat is final
 * @param dialects how many robots speak what
 * @param presence how many robots beat, are away, and why
 * @param beats how many beats met which fate
 * @param acknowledgeMs from the moment a beat was due to its acknowledgement
 */
public record FleetTruth(Instant at, String runId, int robots, boolean paused, boolean settled,
		Map<Dialect, Integer> dialects, Map<Presence, Integer> presence, Beats beats,
		AcknowledgeTimes.Quantiles acknowledgeMs) {

	/** Copies the maps. */
	public FleetTruth {
		dialects = Collections.unmodifiableMap(new EnumMap<>(dialects));
		presence = Collections.unmodifiableMap(new EnumMap<>(presence));
	}

	/**
	 * Beats of all robots and boots.
	 *
	 * @param made beats that were made and numbered
	 * @param acknowledged beats that are committed
	 * @param refused beats that the server will never take
	 * @param droppedOut beats that were never to be sent
	 * @param givenUp beats that a full outbox let go of
	 * @param uncertain beats that were sent, and whose answer is not known
	 * @param waiting beats that are still to be sent
	 * @param failed beats of the legacy dialect that were sent in vain, perhaps taken
	 * @param resent attempts after a beat's first
	 * @param acknowledgedBy who acknowledged those that are acknowledged
	 * @param lost what a server that knew no robot before must count as lost
	 */
	public record Beats(long made, long acknowledged, long refused, long droppedOut, long givenUp, long uncertain,
			long waiting, long failed, long resent, Acknowledgements acknowledgedBy, long lost) {

	}

}
