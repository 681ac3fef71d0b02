package com.lekiwi.heartbeat.adapter.settings;

import java.net.URI;

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
 * @param legacy the system that is replaced
 * @param dialect how the legacy's API is answered
 * @param sync how what the legacy hears is brought over
 * @param forward how the legacy is told of robots that speak to the new side only
 * @param reconcile how both sides are compared
 * @param edgeLog how the edge's log is received and kept
 */
@Validated
@ConfigurationProperties(prefix = "heartbeat", ignoreUnknownFields = false)
public record AdapterSettings(@NotNull @DefaultValue("http://127.0.0.1:8012") URI stateManagerUrl,
		@Valid @DefaultValue LegacySettings legacy, @Valid @DefaultValue DialectSettings dialect,
		@Valid @DefaultValue SyncSettings sync, @Valid @DefaultValue ForwardSettings forward,
		@Valid @DefaultValue ReconcileSettings reconcile, @Valid @DefaultValue EdgeLogSettings edgeLog) {

}
