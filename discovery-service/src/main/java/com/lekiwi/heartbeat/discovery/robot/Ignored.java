package com.lekiwi.heartbeat.discovery.robot;

import java.time.Instant;

import com.lekiwi.heartbeat.discovery.address.LiteralAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address whose robot is left alone.
 *
 * @param address the address
 * @param reason why
 * @param ignoredAt since when
 */
public record Ignored(LiteralAddress address, @Nullable String reason, Instant ignoredAt) {

}
