package com.lekiwi.heartbeat.discovery.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How announcements are followed.
 *
 * @param enabled whether they are
 * @param adopt whether robots that are found so are registered
 * @param debounce how long announcements are gathered before they are looked at
 * @param quiet how long an address is not asked again for its announcements
 * @param maxPending addresses that wait to be looked at, at most; more are dropped and
 * counted
 */
public record MdnsSettings(@DefaultValue("false") boolean enabled, @DefaultValue("false") boolean adopt,
		@NotNull @DurationMin(millis = 1) @DefaultValue("2s") Duration debounce,
		@NotNull @DurationMin(millis = 1) @DefaultValue("5m") Duration quiet,
		@Min(1) @Max(65536) @DefaultValue("1000") int maxPending) {

}
