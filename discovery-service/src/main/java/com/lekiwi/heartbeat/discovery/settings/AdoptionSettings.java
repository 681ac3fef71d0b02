package com.lekiwi.heartbeat.discovery.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How robots are registered with state-manager.
 *
 * @param interval pause between two looks for robots to register
 * @param batch robots in one request at most
 * @param timeout how long state-manager may take for one request
 * @param firstRetry how long after a failure it is tried again; doubled with each
 * @param maxRetry the same at most
 */
public record AdoptionSettings(@NotNull @DurationMin(millis = 1) @DefaultValue("200ms") Duration interval,
		@Min(1) @Max(1000) @DefaultValue("500") int batch,
		@NotNull @DurationMin(millis = 10) @DefaultValue("3s") Duration timeout,
		@NotNull @DurationMin(millis = 1) @DefaultValue("1s") Duration firstRetry,
		@NotNull @DurationMin(millis = 1) @DefaultValue("1m") Duration maxRetry) {

}
