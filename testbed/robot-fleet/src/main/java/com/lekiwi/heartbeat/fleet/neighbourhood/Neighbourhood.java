package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The neighbours at work, and what came to them. It is started once and closed once; what
 * came can still be read when it is closed.
 */
public final class Neighbourhood implements AutoCloseable {

	/** Whoever stays longer, at a dead address for example, is hung up on. */
	private static final Duration LONGEST_VISIT = Duration.ofSeconds(15);

	private static final int MOST_VISITS = 2_048;

	private final List<Neighbour> neighbours;

	private final int port;

	/** By address. */
	private final Map<String, Traffic> traffic = new LinkedHashMap<>();

	private final Traffic lured = new Traffic();

	private final Conducts conducts;

	private final Reception reception;

	/**
	 * Prepares it; no port is open yet.
	 * @param settings who is there
	 * @param seed decides what the settings leave open
	 * @param port the port on each of their addresses
	 */
	public Neighbourhood(NeighbourSettings settings, long seed, int port) {
		this(settings, seed, port, LONGEST_VISIT, MOST_VISITS);
	}

	Neighbourhood(NeighbourSettings settings, long seed, int port, Duration longestVisit, int mostVisits) {
		this.neighbours = Neighbour.all(settings, seed);
		this.port = port;
		this.neighbours.forEach(neighbour -> this.traffic.put(address(neighbour), new Traffic()));
		this.conducts = new Conducts(seed, port, this.traffic::get);
		this.reception = new Reception(longestVisit, mostVisits);
	}

	/**
	 * Takes all addresses.
	 * @throws IOException if one cannot be had; the message names it, and nothing is left
	 * open
	 */
	public void start() throws IOException {
		try {
			for (Neighbour neighbour : this.neighbours) {
				moveIn(neighbour);
			}
			if (this.neighbours.stream().anyMatch(neighbour -> neighbour.character() == NeighbourCharacter.REDIRECT)) {
				this.reception.listen(at(InetAddress.ofLiteral(Conducts.LURE)), this.conducts.lure(), this.lured);
			}
		}
		catch (IOException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Tells who is there.
	 * @return the neighbours, in the order of their numbers
	 */
	public List<Neighbour> neighbours() {
		return this.neighbours;
	}

	/**
	 * Tells what is true of the neighbours now, and what came to them since the start.
	 * @return the truth
	 */
	public NeighbourhoodTruth truth() {
		return new NeighbourhoodTruth(this.port, this.reception.visits(), this.reception.turnedAway(),
				this.lured.connections(),
				this.neighbours.stream().map(neighbour -> NeighbourTruth.of(neighbour, trafficOf(neighbour))).toList());
	}

	/** Hangs up on everybody and gives the addresses back. */
	@Override
	public void close() {
		this.reception.close();
	}

	private void moveIn(Neighbour neighbour) throws IOException {
		Conduct conduct = this.conducts.of(neighbour);
		if (conduct == null) {
			this.reception.refuse(at(neighbour.address()));
		}
		else {
			this.reception.listen(at(neighbour.address()), conduct, trafficOf(neighbour));
		}
	}

	private Traffic trafficOf(Neighbour neighbour) {
		return this.traffic.getOrDefault(address(neighbour), this.lured);
	}

	private InetSocketAddress at(InetAddress address) {
		return new InetSocketAddress(address, this.port);
	}

	private static String address(Neighbour neighbour) {
		return neighbour.address().getHostAddress();
	}

}
