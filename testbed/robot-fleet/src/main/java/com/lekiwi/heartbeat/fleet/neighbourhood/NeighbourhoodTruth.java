package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.util.List;

/**
 * What is true of all neighbours.
 *
 * @param port on which all are asked
 * @param openConnections how many are open now
 * @param turnedAway how many connections were closed because too many were open
 * @param lureConnections how many came to the address to which redirects lead away
 * @param neighbours one a neighbour, in the order of their numbers
 */
public record NeighbourhoodTruth(int port, int openConnections, long turnedAway, long lureConnections,
		List<NeighbourTruth> neighbours) {

	/** Copies the list. */
	public NeighbourhoodTruth {
		neighbours = List.copyOf(neighbours);
	}

}
