package com.lekiwi.heartbeat.discovery.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many addresses are asked.
 *
 * @param maxAddresses addresses of one scan at most
 * @param maxOpen scans that are not over at most, of all replicas together
 * @param maxBody the largest request
 * @param shareSize addresses that a replica takes at once
 * @param lease how long a replica that falls silent is waited for
 * @param interval pause between two looks for work
 * @param linger how long a result waits for others to be written with
 * @param maxWaiting requests that wait for news at most, on one replica
 * @param keep how long scans are kept after their end
 */
public record ScanSettings(@Min(1) @Max(1_000_000) @DefaultValue("65536") int maxAddresses,
		@Min(1) @Max(10_000) @DefaultValue("100") int maxOpen, @NotNull @DefaultValue("1MB") DataSize maxBody,
		@Min(1) @Max(1024) @DefaultValue("32") int shareSize,
		@NotNull @DurationMin(millis = 100) @DefaultValue("10s") Duration lease,
		@NotNull @DurationMin(millis = 1) @DefaultValue("100ms") Duration interval,
		@NotNull @DurationMin @DefaultValue("25ms") Duration linger,
		@Min(1) @Max(100_000) @DefaultValue("500") int maxWaiting,
		@NotNull @DurationMin(minutes = 1) @DefaultValue("30d") Duration keep) {

}
