package com.lekiwi.heartbeat.adapter.fleet;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A robot that was heard of, as far as the legacy would know it.
 *
 * @param id its id
 * @param name what people call it
 * @param type {@code lekiwi}, {@code xle} or {@code unknown}
 * @param address where it can be reached; absent where nobody said
 * @param online whether it was heard of not too long ago
 * @param lastSeen when it was last heard of
 * @param hostUp whether its host was up then
 */
public record HeardRobot(String id, String name, String type, @Nullable String address, boolean online,
		Instant lastSeen, boolean hostUp) {

}
