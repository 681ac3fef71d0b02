package com.lekiwi.heartbeat.monitor.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What watchers may do, and get.
 *
 * @param maxSessions open WebSockets at most; one more is refused with 503
 * @param defaultRate time between two deltas of a session that asks for none
 * @param pingInterval how often a session is told how old its data is
 * @param sendTimeout a frame that takes longer ends its session
 * @param snapshotPart robots in one frame of a snapshot at most
 * @param maxMessage length of a message from a watcher, in characters; a longer one ends
 * its session
 */
public record PushSettings(@Min(1) @DefaultValue("20000") int maxSessions,
		@DurationMin(millis = 0) @DefaultValue("250ms") Duration defaultRate,
		@DurationMin(millis = 50) @DefaultValue("5s") Duration pingInterval,
		@DurationMin(millis = 50) @DefaultValue("10s") Duration sendTimeout,
		@Min(1) @Max(10_000) @DefaultValue("500") int snapshotPart,
		@Min(256) @Max(65_536) @DefaultValue("8192") int maxMessage) {

}
