package com.lekiwi.heartbeat.fleet.behaviour;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Gives each robot generators of its own, one for each purpose, so that what one draws
 * moves no other.
 */
public final class RobotRandom {

	/**
	 * An odd number near 2^64 divided by the golden ratio: neighbours end up far apart.
	 */
	private static final long SPREAD = 0x9E3779B97F4A7C15L;

	private RobotRandom() {
	}

	/**
	 * Makes a generator.
	 * @param seed the fleet's seed
	 * @param number the robot's number
	 * @param purpose what it is drawn for
	 * @return the generator; the same for the same three, and not safe for two threads
	 */
	public static RandomGenerator of(long seed, int number, Purpose purpose) {
		return new SplittableRandom(new SplittableRandom(seed ^ purpose.salt).nextLong() + SPREAD * number);
	}

	/** What random numbers are drawn for. */
	public enum Purpose {

		/** How the robot lives. */
		LIFE(0x11),

		/** When its beats are due. */
		PHASE(0x22),

		/** How long it waits before it sends again. */
		RETRY(0x33),

		/** Which dialect it speaks. */
		DIALECT(0x44),

		/** What a neighbour of the fleet is like; the number is the neighbour's. */
		NEIGHBOUR(0x55);

		private final long salt;

		Purpose(long salt) {
			this.salt = salt;
		}

	}

}
