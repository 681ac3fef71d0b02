package com.lekiwi.heartbeat.fleet.behaviour;

import java.time.Duration;

/**
 * How lively the robots are.
 *
 * @param step the time between two steps of a life
 * @param rebootsPerHour how often a robot reboots, in the mean
 * @param dropoutsPerHour how often a robot leaves the network or is switched off, in the
 * mean
 */
public record LifeRates(Duration step, double rebootsPerHour, double dropoutsPerHour) {

	/** Of 200 robots, one reboots about every minute. */
	public static final double REBOOTS_PER_HOUR = 0.3;

	/** Of 200 robots, one or two leave the network every minute. */
	public static final double DROPOUTS_PER_HOUR = 0.4;

	private static final double SECONDS_PER_HOUR = 3600;

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException if the step is not positive or a rate is negative
	 */
	public LifeRates {
		if (!step.isPositive()) {
			throw new IllegalArgumentException("a step takes time");
		}
		if (!(rebootsPerHour >= 0 && dropoutsPerHour >= 0)) {
			throw new IllegalArgumentException("a rate is 0 or more");
		}
	}

	double stepSeconds() {
		return this.step.toNanos() / 1e9;
	}

	/**
	 * Turns a rate into the chance that it happens in one step.
	 */
	double chance(double perHour) {
		return 1 - Math.exp(-perHour * stepSeconds() / SECONDS_PER_HOUR);
	}

	/**
	 * Says how many steps a time takes, at least one.
	 */
	int steps(double seconds) {
		return (int) Math.max(1, Math.ceil(seconds / stepSeconds()));
	}

}
