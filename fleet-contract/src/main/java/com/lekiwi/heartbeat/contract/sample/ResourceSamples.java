package com.lekiwi.heartbeat.contract.sample;

import org.jspecify.annotations.Nullable;

/**
 * Use of a robot's computer over the beats of a step; what no beat said is absent.
 *
 * @param cpu share in use, 0 to 1
 * @param memory share in use, 0 to 1
 * @param disk share in use, 0 to 1
 * @param temperatureC degrees Celsius
 */
public record ResourceSamples(@Nullable Spread cpu, @Nullable Spread memory, @Nullable Spread disk,
		@Nullable Spread temperatureC) {

}
