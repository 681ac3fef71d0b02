package com.lekiwi.heartbeat.monitor.settings;

import java.net.URI;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything under {@code heartbeat}. A key that is not here fails the start.
 *
 * @param stateManagerUrl where state-manager answers
 * @param source how the fleet is kept up to date
 * @param events how the log of changes is followed
 * @param push what watchers may do, and get
 * @param updates what those get who poll
 */
@Validated
@ConfigurationProperties(prefix = "heartbeat", ignoreUnknownFields = false)
public record MonitorSettings(@NotNull @DefaultValue("http://127.0.0.1:8012") URI stateManagerUrl,
		@Valid @DefaultValue SourceSettings source, @Valid @DefaultValue EventSettings events,
		@Valid @DefaultValue PushSettings push, @Valid @DefaultValue UpdateSettings updates) {

}
