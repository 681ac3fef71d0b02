package com.lekiwi.heartbeat.contract.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How long robots were alive. Time before a robot was registered and while it was retired
 * does not count, and time in which nobody was listening counts neither way.
 *
 * @param from the beginning of the range
 * @param to its end, never later than now
 * @param robots how many robots count in the range
 * @param upS seconds in which they were alive
 * @param downS seconds in which they were not
 * @param blindS seconds in which nobody was listening
 * @param uptime {@code up_s / (up_s + down_s)}, 0 to 1; absent when both are 0
 */
public record Uptime(Instant from, Instant to, int robots, double upS, double downS, double blindS,
		@Nullable Double uptime) {

}
