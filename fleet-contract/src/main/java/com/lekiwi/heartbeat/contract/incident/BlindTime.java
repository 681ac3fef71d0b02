package com.lekiwi.heartbeat.contract.incident;

import java.time.Instant;

/**
 * A time in which nobody could hear robots; it counts against nobody.
 *
 * @param beganAt when the system was last known to listen
 * @param endedAt when it listened again
 * @param cause {@code restarted}, {@code paused}, {@code store_away},
 * {@code clock_stepped} or {@code edge_silent}
 */
public record BlindTime(Instant beganAt, Instant endedAt, String cause) {

}
