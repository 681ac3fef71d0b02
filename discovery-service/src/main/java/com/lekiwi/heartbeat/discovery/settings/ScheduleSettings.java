package com.lekiwi.heartbeat.discovery.settings;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A scan that begins by itself.
 *
 * @param name tells it from the others
 * @param cidr what is scanned
 * @param every from the beginning of one scan to the beginning of the next
 * @param adopt whether robots that are found are registered
 */
public record ScheduleSettings(@NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}") String name,
		@NotNull String cidr, @NotNull @DurationMin(seconds = 1) Duration every, @DefaultValue("false") boolean adopt) {

}
