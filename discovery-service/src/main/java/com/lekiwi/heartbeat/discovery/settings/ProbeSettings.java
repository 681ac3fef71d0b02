package com.lekiwi.heartbeat.discovery.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How one address is asked.
 *
 * @param deadline how long all of it may take: connections and answers of all ports
 * @param maxBody the largest body that is read
 * @param maxHead the largest head of an answer
 * @param parallelism addresses that are asked at the same time by scans, on one replica
 * @param maxSingle the same for people who ask for one address
 */
public record ProbeSettings(
		@NotNull @DurationMin(millis = 50) @DurationMax(seconds = 10) @DefaultValue("1s") Duration deadline,
		@NotNull @DefaultValue("64KB") DataSize maxBody, @NotNull @DefaultValue("16KB") DataSize maxHead,
		@Min(1) @Max(4096) @DefaultValue("256") int parallelism, @Min(1) @Max(1024) @DefaultValue("16") int maxSingle) {

}
