package com.lekiwi.heartbeat.monitor.settings;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What watchers may do, and get.
 *
 * @param maxSessions open WebSockets at most; one more is refused with 503
 * @param maxPerAddress open WebSockets of one address at most; one more is closed
 * @param threads threads that send, each for its share of the sessions
 * @param defaultRate time between two deltas of a session that asks for none
 * @param pingInterval how often a session is told how old its data is
 * @param sendTimeout a frame that takes longer ends its session
 * @param silenceTimeout a session from which nothing comes for longer, no answer to a
 * ping either, ends
 * @param maxPending size of all frames that are on their way to slow sessions, each
 * counted once; when it is exceeded, those that are slow for longest end
 * @param snapshotPart robots in one frame at most
 * @param maxMessage length of a message from a watcher, in bytes; a longer one ends its
 * session
 * @param maxMessages messages from a watcher in a window at most; one more ends its
 * session
 * @param messageWindow how long that window is
 * @param maxErrors messages in a row that make no sense; after that many a session ends
 */
public record PushSettings(@Min(1) @DefaultValue("20000") int maxSessions,
		@Min(1) @DefaultValue("1000") int maxPerAddress, @Min(1) @Max(64) @DefaultValue("2") int threads,
		@DurationMin(millis = 0) @DefaultValue("250ms") Duration defaultRate,
		@DurationMin(millis = 50) @DefaultValue("5s") Duration pingInterval,
		@DurationMin(millis = 50) @DefaultValue("10s") Duration sendTimeout,
		@DurationMin(millis = 100) @DefaultValue("30s") Duration silenceTimeout,
		@DefaultValue("64MB") DataSize maxPending, @Min(1) @Max(10_000) @DefaultValue("500") int snapshotPart,
		@Min(256) @Max(65_536) @DefaultValue("8192") int maxMessage, @Min(1) @DefaultValue("20") int maxMessages,
		@DurationMin(millis = 10) @DefaultValue("10s") Duration messageWindow,
		@Min(1) @DefaultValue("10") int maxErrors) {

}
