package com.lekiwi.heartbeat.discovery.settings;

import java.net.URI;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything under {@code heartbeat}. A key that is not here fails the start.
 *
 * @param stateManagerUrl where state-manager, or what spreads requests over its replicas,
 * answers
 * @param networks what may be contacted
 * @param probe how one address is asked
 * @param breaker which addresses are left alone for a while
 * @param scans how many addresses are asked
 * @param adoption how robots are registered with state-manager
 * @param mdns how announcements are followed
 * @param schedules scans that begin by themselves
 */
@Validated
@ConfigurationProperties(prefix = "heartbeat", ignoreUnknownFields = false)
public record DiscoverySettings(@NotNull @DefaultValue("http://127.0.0.1:8012") URI stateManagerUrl,
		@Valid @DefaultValue NetworkSettings networks, @Valid @DefaultValue ProbeSettings probe,
		@Valid @DefaultValue BreakerSettings breaker, @Valid @DefaultValue ScanSettings scans,
		@Valid @DefaultValue AdoptionSettings adoption, @Valid @DefaultValue MdnsSettings mdns,
		@NotNull @DefaultValue List<@Valid ScheduleSettings> schedules) {

	/** Copies the list. */
	public DiscoverySettings {
		schedules = List.copyOf(schedules);
	}

}
