package com.lekiwi.heartbeat.contract.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * A robot's battery.
 *
 * @param percent charge, 0 to 100
 * @param voltage volts, 0 to 1,000
 */
public record Battery(@Nullable Float percent, @Nullable Float voltage) {

}
