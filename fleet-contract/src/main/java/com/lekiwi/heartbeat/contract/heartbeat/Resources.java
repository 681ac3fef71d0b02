package com.lekiwi.heartbeat.contract.heartbeat;

import org.jspecify.annotations.Nullable;

/**
 * Use of the robot's computer.
 *
 * @param cpu share in use, 0 to 1
 * @param memory share in use, 0 to 1
 * @param disk share in use, 0 to 1
 * @param temperatureC degrees Celsius, -100 to 300
 */
public record Resources(@Nullable Float cpu, @Nullable Float memory, @Nullable Float disk,
		@Nullable Float temperatureC) {

}
