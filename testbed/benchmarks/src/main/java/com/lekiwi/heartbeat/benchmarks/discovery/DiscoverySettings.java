package com.lekiwi.heartbeat.benchmarks.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.JavaServer;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourCharacter;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourMix;
import com.lekiwi.heartbeat.fleet.neighbourhood.NeighbourSettings;

/**
 * How the benchmark runs.
 *
 * @param robots addresses of each scan, a tenth of them dead
 * @param rounds scans that count, after a first one on a cold service
 * @param each neighbours of each character in the mixed scan
 */
record DiscoverySettings(int robots, int rounds, int each) {

	/** Two types of robots, and a tenth that take connections and never answer. */
	static final NeighbourMix TENTH_DEAD = NeighbourMix.of("lekiwi=27,xle=9,dead=4");

	static final int TIMEOUT_MS = 2_000;

	private static final long SEED = 20_260_101;

	DiscoverySettings {
		if (robots < 10 || rounds < 1 || each < 1) {
			throw new IllegalArgumentException("from 10 robots, a round and a neighbour of each character on");
		}
		if ((rounds + 1L) * robots + mixed(each) > NeighbourSettings.LAST_NUMBER) {
			throw new IllegalArgumentException("every scan has addresses of its own, and there are "
					+ NeighbourSettings.LAST_NUMBER + " of them, not " + ((rounds + 1L) * robots + mixed(each)));
		}
	}

	/** The neighbours of a round; 0 is the cold one. */
	NeighbourSettings round(int round) {
		return new NeighbourSettings(this.robots, 1 + round * this.robots, TENTH_DEAD);
	}

	/** So many of every character. */
	NeighbourSettings mixed() {
		Map<NeighbourCharacter, Integer> weights = new LinkedHashMap<>();
		for (NeighbourCharacter character : NeighbourCharacter.values()) {
			weights.put(character, 1);
		}
		return new NeighbourSettings(mixed(this.each), 1 + (this.rounds + 1) * this.robots, new NeighbourMix(weights));
	}

	/** Decides who is where; not the same in two rounds. */
	static long seed(int round) {
		return SEED + round;
	}

	/** Copied into the report. */
	Map<String, Object> asMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("robots", this.robots);
		map.put("dead_percent", 10);
		map.put("rounds", this.rounds);
		map.put("mixed_of_each_character", this.each);
		map.put("serial_timeout_ms", TIMEOUT_MS);
		map.put("replicas", 1);
		map.put("jvm_flags", String.join(" ", JavaServer.FLAGS));
		return map;
	}

	private static int mixed(int each) {
		return each * NeighbourCharacter.values().length;
	}

}
