package com.lekiwi.heartbeat.monitor.source;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A time of which something may be missing.
 *
 * @param reason why
 * @param from since when; absent when nothing was ever known
 * @param to until when: what is known is complete again as of then; absent while the gap
 * is open
 */
public record Gap(GapReason reason, @Nullable Instant from, @Nullable Instant to) {

}
