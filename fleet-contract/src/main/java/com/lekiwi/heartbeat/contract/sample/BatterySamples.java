package com.lekiwi.heartbeat.contract.sample;

import org.jspecify.annotations.Nullable;

/**
 * A robot's battery over the beats of a step; what no beat said is absent.
 *
 * @param percent charge, 0 to 100
 * @param voltage volts
 */
public record BatterySamples(@Nullable Spread percent, @Nullable Spread voltage) {

}
