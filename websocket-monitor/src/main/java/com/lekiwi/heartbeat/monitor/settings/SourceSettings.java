package com.lekiwi.heartbeat.monitor.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the fleet is kept up to date.
 *
 * @param connectTimeout how long a connection to state-manager may take
 * @param readTimeout how long an answer of state-manager may take
 * @param pageSize robots to ask for at once, 1 to 1,000
 * @param pollInterval how often state-manager is asked: for the whole fleet while Redis
 * is away, else for a sign of life
 * @param resyncInterval how often the whole fleet is read although nothing is amiss
 * @param echoInterval how often a message to ourselves goes through Redis
 * @param echoTimeout after this time without an echo Redis is taken to be away
 */
public record SourceSettings(@DurationMin(millis = 10) @DefaultValue("1s") Duration connectTimeout,
		@DurationMin(millis = 10) @DefaultValue("5s") Duration readTimeout,
		@Min(1) @Max(1000) @DefaultValue("1000") int pageSize,
		@DurationMin(millis = 50) @DefaultValue("2s") Duration pollInterval,
		@DurationMin(millis = 100) @DefaultValue("60s") Duration resyncInterval,
		@DurationMin(millis = 20) @DefaultValue("1s") Duration echoInterval,
		@DurationMin(millis = 50) @DefaultValue("3s") Duration echoTimeout) {

}
