package com.lekiwi.heartbeat.discovery.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which addresses are left alone for a while.
 *
 * @param failures so many failures in a row
 * @param pause for so long; then one probe tries
 * @param maxAddresses addresses that are remembered at most
 */
public record BreakerSettings(@Min(1) @Max(1000) @DefaultValue("5") int failures,
		@NotNull @DurationMin(millis = 1) @DefaultValue("2m") Duration pause,
		@Min(1) @Max(10_000_000) @DefaultValue("100000") int maxAddresses) {

}
