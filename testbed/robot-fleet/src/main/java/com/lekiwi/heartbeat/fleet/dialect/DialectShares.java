package com.lekiwi.heartbeat.fleet.dialect;

import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.fleet.behaviour.RobotRandom;

/**
 * How many robots speak the legacy dialect. The seed and the robot's number decide which;
 * who speaks it at some share speaks it at every greater one.
 *
 * @param legacyPercent of all robots, those that speak the legacy dialect, 0 to 100
 * @param namedPercent of those, the ones that send {@code X-Robot-Id}, 0 to 100
 */
public record DialectShares(int legacyPercent, int namedPercent) {

	/** All speak v2. */
	public static final DialectShares ALL_V2 = new DialectShares(0, 50);

	private static final int PERCENT = 100;

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException if a share is not 0 to 100
	 */
	public DialectShares {
		if (legacyPercent < 0 || legacyPercent > PERCENT || namedPercent < 0 || namedPercent > PERCENT) {
			throw new IllegalArgumentException("a share is 0 to 100 percent");
		}
	}

	/**
	 * Says what a robot speaks, for ever.
	 * @param seed the fleet's seed
	 * @param number the robot's number
	 * @return its tongue
	 */
	public Tongue of(long seed, int number) {
		RandomGenerator random = RobotRandom.of(seed, number, RobotRandom.Purpose.DIALECT);
		boolean legacy = random.nextDouble(PERCENT) < this.legacyPercent;
		boolean named = random.nextDouble(PERCENT) < this.namedPercent;
		return legacy ? new Tongue(Dialect.LEGACY, named) : Tongue.V2;
	}

}
