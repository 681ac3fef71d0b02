package com.lekiwi.heartbeat.adapter.settings;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How both sides are compared.
 *
 * @param tolerance by how much the times at which both sides last heard a robot may
 * differ
 * @param repairTime how long one request may spend on repairs; what is left over is named
 */
public record ReconcileSettings(@NotNull @DurationMin @DefaultValue("10s") Duration tolerance,
		@NotNull @DurationMin(millis = 10) @DefaultValue("20s") Duration repairTime) {

}
