package com.lekiwi.heartbeat.adapter.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the legacy's API is answered. The edge asks the legacy when no answer came within a
 * second; both time-outs are shorter, so that it hears why.
 *
 * @param queueCapacity beats that may wait to be handed over; more are answered with 503
 * @param maxBatch beats in one request to state-manager at most
 * @param senders requests to state-manager at the same time, each from a thread of its
 * own
 * @param answerTimeout how long a beat waits for its commit before it gets 503
 * @param connectTimeout how long a connection to state-manager may take
 * @param probeInterval how often one beat tries a state-manager that did not answer; all
 * others are turned away meanwhile
 * @param readers connections to PostgreSQL that reads share
 * @param readTimeout how long a read waits for PostgreSQL before it gets 503
 * @param checkInterval how often it is asked whether both answer
 * @param failedChecks so many times in a row one of them did not: this service is not
 * ready
 */
public record DialectSettings(@Min(1) @DefaultValue("10000") int queueCapacity,
		@Min(1) @Max(1_000) @DefaultValue("1000") int maxBatch, @Min(1) @Max(64) @DefaultValue("2") int senders,
		@NotNull @DefaultValue("700ms") Duration answerTimeout, @NotNull @DefaultValue("250ms") Duration connectTimeout,
		@NotNull @DefaultValue("100ms") Duration probeInterval, @Min(1) @Max(64) @DefaultValue("4") int readers,
		@NotNull @DefaultValue("600ms") Duration readTimeout, @NotNull @DefaultValue("1s") Duration checkInterval,
		@Min(1) @DefaultValue("3") int failedChecks) {

}
