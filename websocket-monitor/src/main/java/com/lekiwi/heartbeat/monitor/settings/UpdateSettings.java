package com.lekiwi.heartbeat.monitor.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What those get who ask again and again instead of opening a WebSocket.
 *
 * @param maxWaiting requests that wait for news at most; one more is answered with 503
 * @param checkInterval how often a request that waits is looked at, at most
 * @param maxRobots robots in one answer at most
 */
public record UpdateSettings(@Min(0) @DefaultValue("1000") int maxWaiting,
		@DurationMin(millis = 10) @DefaultValue("250ms") Duration checkInterval,
		@Min(1) @Max(10_000) @DefaultValue("10000") int maxRobots) {

}
