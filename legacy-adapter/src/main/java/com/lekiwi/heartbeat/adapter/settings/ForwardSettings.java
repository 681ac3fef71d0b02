package com.lekiwi.heartbeat.adapter.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the legacy is told of robots that speak to the new side only.
 *
 * @param enabled whether it is
 * @param scanInterval pause between two looks for beats
 * @param interval from one beat of a robot that is passed on to its next, at least; the
 * legacy calls a robot offline after 15 s
 * @param maxAge beats that are older are not passed on: the legacy would date them too
 * late by as much
 * @param batchSize beats that are taken at once
 * @param robotsPerSecond beats that are passed on in a second at most
 * @param parallelism requests to the legacy at the same time
 * @param timeout how long the legacy may take for one beat
 * @param maxBackoff pause after failures at most
 * @param lease how long a replica that falls silent is waited for
 */
public record ForwardSettings(@DefaultValue("true") boolean enabled,
		@NotNull @DurationMin(millis = 10) @DefaultValue("1s") Duration scanInterval,
		@NotNull @DurationMin(millis = 10) @DefaultValue("5s") Duration interval,
		@NotNull @DurationMin(millis = 10) @DefaultValue("15s") Duration maxAge,
		@Min(1) @Max(10_000) @DefaultValue("500") int batchSize, @Min(1) @DefaultValue("2000") int robotsPerSecond,
		@Min(1) @Max(64) @DefaultValue("4") int parallelism,
		@NotNull @DurationMin(millis = 10) @DefaultValue("2s") Duration timeout,
		@NotNull @DurationMin(millis = 10) @DefaultValue("5s") Duration maxBackoff,
		@NotNull @DurationMin(millis = 100) @DefaultValue("10s") Duration lease) {

}
