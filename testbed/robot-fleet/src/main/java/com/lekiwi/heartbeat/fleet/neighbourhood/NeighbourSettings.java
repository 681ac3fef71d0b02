package com.lekiwi.heartbeat.fleet.neighbourhood;

/**
 * What a neighbourhood is like. With the seed it decides everything.
 *
 * @param neighbours how many there are, 0 for none
 * @param first the number of the first; neighbourhoods with other numbers share no
 * address
 * @param mix their characters
 */
public record NeighbourSettings(int neighbours, int first, NeighbourMix mix) {

	/** The highest number of a neighbour. */
	public static final int LAST_NUMBER = 10_000;

	/** There is nobody. */
	public static final NeighbourSettings NOBODY = new NeighbourSettings(0, 1, NeighbourMix.EVERYONE);

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException with one line that says what is out of range
	 */
	public NeighbourSettings {
		if (neighbours < 0 || first < 1 || (long) first + neighbours - 1 > LAST_NUMBER) {
			throw new IllegalArgumentException("neighbours are numbered from 1 to " + LAST_NUMBER);
		}
	}

}
