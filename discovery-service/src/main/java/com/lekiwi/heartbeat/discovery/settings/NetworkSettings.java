package com.lekiwi.heartbeat.discovery.settings;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be contacted.
 *
 * @param allowed networks such as {@code 10.1.0.0/24}; where there is none, nothing may
 * @param ports where robots answer, in the order in which they are asked
 * @param widestIpv4 the shortest prefix of an IPv4 network that is believed
 * @param widestIpv6 the same for IPv6
 */
public record NetworkSettings(@NotNull @DefaultValue List<String> allowed,
		@NotEmpty @DefaultValue("8090") List<@Min(1) @Max(65535) Integer> ports,
		@Min(1) @Max(32) @DefaultValue("8") int widestIpv4, @Min(1) @Max(128) @DefaultValue("48") int widestIpv6) {

	/** Copies the lists. */
	public NetworkSettings {
		allowed = List.copyOf(allowed);
		ports = List.copyOf(ports);
	}

}
