package com.lekiwi.heartbeat.benchmarks.discovery;

import java.io.IOException;
import java.util.Locale;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;
import com.lekiwi.heartbeat.fleet.neighbourhood.Neighbourhood;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourhoodTruth;

/** Scans neighbourhoods, one after the other. */
final class NetworkScans {

	private final BenchmarkRun run;

	private final DiscoveryClient client;

	private final int port;

	/**
	 * Prepares.
	 * @param run closes what is opened
	 * @param client asks for the scans
	 * @param port on which neighbours are asked
	 */
	NetworkScans(BenchmarkRun run, DiscoveryClient client, int port) {
		this.run = run;
		this.client = client;
		this.port = port;
	}

	/** Opens a neighbourhood. */
	Neighbourhood open(NeighbourSettings settings, long seed) {
		return this.run.resources().open(() -> {
			Neighbourhood neighbourhood = new Neighbourhood(settings, seed, this.port);
			try {
				neighbourhood.start();
			}
			catch (IOException ex) {
				throw new BenchmarkException(ex.getMessage() + "; see ulimit -n", ex);
			}
			return neighbourhood;
		});
	}

	/** Scans a neighbourhood that exists no longer than that. */
	ScanTrial.Found scan(String name, NeighbourSettings settings, long seed) {
		Neighbourhood neighbourhood = open(settings, seed);
		ScanTrial.Found found = scan(name, neighbourhood);
		this.run.resources().close(neighbourhood);
		return found;
	}

	/**
	 * Scans a neighbourhood.
	 * @throws BenchmarkException if what was measured is not sound
	 */
	ScanTrial.Found scan(String name, Neighbourhood neighbourhood) {
		ScanTrial.Found found = ScanTrial.measure(this.client, neighbourhood);
		this.run.say(String.format(Locale.ROOT, "%s: %d addresses, all robots after %.3f s, finished after %.3f s",
				name, found.findings().size(), found.robotsSeconds(), found.allSeconds()));
		check(found.truth());
		return found;
	}

	private static void check(NeighbourhoodTruth truth) {
		if (truth.turnedAway() != 0) {
			throw new BenchmarkException(
					truth.turnedAway() + " connections were more than the neighbours take at the same time");
		}
		long followed = truth.neighbours().stream().mapToLong(neighbour -> neighbour.redirectsFollowed()).sum();
		if (followed != 0 || truth.lureConnections() != 0) {
			throw new BenchmarkException("redirects were followed: " + followed + ", and " + truth.lureConnections()
					+ " connections to where they lead");
		}
	}

}
