package com.lekiwi.heartbeat.state;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that can be set, under {@code heartbeat.}; a key that is not here fails the
 * start.
 *
 * @param ingest how heartbeats are taken
 * @param liveness how silence is noticed
 * @param flapping when a robot that blinks is no longer announced
 * @param incidents when silence is that of a site
 * @param fanout how changes are told
 * @param cache how copies of robots are kept in Redis
 * @param retention how long history is kept
 * @param export how the fleet is given as a file
 * @param health whom the system's health asks
 */
@Validated
@ConfigurationProperties(prefix = "heartbeat", ignoreUnknownFields = false)
public record StateManagerProperties(@Valid @DefaultValue Ingest ingest, @Valid @DefaultValue Liveness liveness,
		@Valid @DefaultValue Flapping flapping, @Valid @DefaultValue Incidents incidents,
		@Valid @DefaultValue Fanout fanout, @Valid @DefaultValue Cache cache, @Valid @DefaultValue Retention retention,
		@Valid @DefaultValue Export export, @Valid @DefaultValue Health health) {

	/**
	 * How heartbeats are taken.
	 *
	 * @param queueCapacity beats that may wait for a commit; more are answered with 503
	 * @param maxBatch beats in one commit at most
	 * @param maxPause time from the beginning of one group to that of the next, at most,
	 * while beats keep coming
	 * @param writers threads that commit, each with a connection of its own
	 * @param answerTimeout how long a request waits for its commit before it gets 503
	 * @param statementTimeout how long a statement may take before the store counts as
	 * away
	 * @param probeInterval how often a store that is away is asked whether it is back
	 * @param maxBeatSize the largest body of one beat
	 * @param maxBatchSize the largest body of a batch
	 * @param maxBatchItems beats in a batch from a gateway at most
	 */
	public record Ingest(@DefaultValue("20000") @Min(1) int queueCapacity, @DefaultValue("1000") @Min(1) int maxBatch,
			@DefaultValue("1500us") @NotNull Duration maxPause, @DefaultValue("1") @Min(1) @Max(64) int writers,
			@DefaultValue("10s") @NotNull @DurationMin(millis = 100) Duration answerTimeout,
			@DefaultValue("5s") @NotNull @DurationMin(seconds = 1) Duration statementTimeout,
			@DefaultValue("250ms") @NotNull @DurationMin(millis = 10) Duration probeInterval,
			@DefaultValue("16KB") @NotNull DataSize maxBeatSize, @DefaultValue("1MB") @NotNull DataSize maxBatchSize,
			@DefaultValue("1000") @Min(1) int maxBatchItems) {

	}

	/**
	 * How silence is noticed.
	 *
	 * @param leaseInterval pause between two looks into the index of leases
	 * @param sweepInterval pause between two looks through PostgreSQL, while the index is
	 * away or not whole
	 * @param checkInterval the same, while the index is whole
	 * @param sweepLimit robots that one transaction takes at most; the next one takes the
	 * rest
	 * @param maxIndexed robots whose leases this replica remembers to have indexed, and
	 * that may wait to be
	 * @param watchInterval pause between two notes that somebody listens
	 * @param blindAfter without a note for longer than this nobody was listening: the
	 * time is recorded, counts against nobody, and every robot gets a fresh lease
	 */
	public record Liveness(@DefaultValue("50ms") @NotNull @DurationMin(millis = 5) Duration leaseInterval,
			@DefaultValue("500ms") @NotNull @DurationMin(millis = 10) Duration sweepInterval,
			@DefaultValue("10s") @NotNull @DurationMin(millis = 10) Duration checkInterval,
			@DefaultValue("1000") @Min(1) int sweepLimit, @DefaultValue("500000") @Min(1) int maxIndexed,
			@DefaultValue("250ms") @NotNull @DurationMin(millis = 10) Duration watchInterval,
			@DefaultValue("1s") @NotNull @DurationMin(millis = 100) Duration blindAfter) {

	}

	/**
	 * When a robot that blinks is announced as flapping, and its changes no longer.
	 *
	 * @param threshold so many times it goes offline
	 * @param window within this time
	 * @param quiet without going offline for so long, it is announced again
	 */
	public record Flapping(@DefaultValue("3") @Min(2) int threshold,
			@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) Duration window,
			@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) Duration quiet) {

	}

	/**
	 * When silence is that of a site, or of the whole fleet, not of robots.
	 *
	 * @param smallestSite robots that were alive there, at least
	 * @param share more than this share of them is silent
	 * @param patience after so long without the robots' return it ends, and they are
	 * offline like any other
	 */
	public record Incidents(@DefaultValue("5") @Min(2) int smallestSite,
			@DefaultValue("0.85") @DecimalMin("0.5") @DecimalMax("1") double share,
			@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) Duration patience) {

	}

	/**
	 * How changes are told.
	 *
	 * @param maxPending robots of which a change may wait to be told; what is beyond is
	 * dropped and counted, and readers find it when they read the robots anew
	 * @param maxPerMessage robots in one message at most
	 * @param minInterval pause between two messages, in which changes of one robot merge
	 */
	public record Fanout(@DefaultValue("200000") @Min(1) int maxPending, @DefaultValue("500") @Min(1) int maxPerMessage,
			@DefaultValue("4ms") @NotNull Duration minInterval) {

	}

	/**
	 * How copies of robots are kept in Redis.
	 *
	 * @param maxAge no copy is used for longer, whatever happens
	 * @param timeout how long a read waits for Redis, before it asks PostgreSQL
	 * @param probeInterval how often a Redis that failed is asked whether it is back
	 */
	public record Cache(@DefaultValue("5s") @NotNull @DurationMin(millis = 100) Duration maxAge,
			@DefaultValue("50ms") @NotNull @DurationMin(millis = 1) Duration timeout,
			@DefaultValue("200ms") @NotNull @DurationMin(millis = 10) Duration probeInterval) {

	}

	/**
	 * How long history is kept.
	 *
	 * @param samplesDays days of samples
	 * @param samplesInMemory minutes of robots that may wait for the store at most
	 * @param eventsDays days of events
	 * @param lateDays days back to which late beats repair the history
	 * @param daysAhead days for which partitions are made ahead of time
	 */
	public record Retention(@DefaultValue("30") @Min(1) int samplesDays,
			@DefaultValue("500000") @Min(1) int samplesInMemory, @DefaultValue("365") @Min(1) int eventsDays,
			@DefaultValue("31") @Min(1) int lateDays, @DefaultValue("7") @Min(1) int daysAhead) {

	}

	/**
	 * How the fleet is given as a file.
	 *
	 * @param atOnce files that are on their way at the same time; whoever asks for more
	 * is told to come again
	 * @param longest how long one may take; then it is cut off
	 */
	public record Export(@DefaultValue("4") @Min(1) int atOnce,
			@DefaultValue("10m") @NotNull @DurationMin(seconds = 1) Duration longest) {

	}

	/**
	 * Whom the system's health asks.
	 *
	 * @param services management addresses of the other services, by name
	 * @param timeout how long an answer may take
	 * @param maxAge how old an answer may be that is given again
	 */
	public record Health(@DefaultValue Map<String, URI> services,
			@DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration timeout,
			@DefaultValue("1s") @NotNull Duration maxAge) {

		/** Copies the services. */
		public Health {
			services = Map.copyOf(services);
		}

	}

}
