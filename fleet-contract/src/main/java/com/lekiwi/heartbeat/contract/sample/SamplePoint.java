package com.lekiwi.heartbeat.contract.sample;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A robot's numbers over one step.
 *
 * @param at when the step begins
 * @param battery its battery; absent when no beat spoke of it
 * @param resources its computer; absent when no beat spoke of it
 */
public record SamplePoint(Instant at, @Nullable BatterySamples battery, @Nullable ResourceSamples resources) {

}
