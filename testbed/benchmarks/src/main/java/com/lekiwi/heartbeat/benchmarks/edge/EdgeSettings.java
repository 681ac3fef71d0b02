package com.lekiwi.heartbeat.benchmarks.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the benchmark runs.
 *
 * @param parts what is measured
 * @param newSide who serves the new side
 * @param robots robots that beat, each on a connection of its own
 * @param beatsPerSecond beats of all of them
 * @param windowBeats beats in a window
 * @param shadowRounds how often each condition of the shadow has its turn
 * @param sideRounds how often each failure of a side has its turn, at each share
 * @param onset how long the first moments after a fault last, which are told apart
 * @param settle how long everything has to come to rest after a fault; more than the two
 * seconds for which a breaker stays open
 * @param warmUp how long everything is warmed up
 * @param splitRobots robots that are asked for at every step of the split
 * @param switches how often the split is changed under load
 * @param adapterRounds turns of the adapter, and of the direct path
 * @param adapterTurn how long such a turn lasts
 * @param syncRobots robots that the legacy alone knows
 */
record EdgeSettings(Set<EdgePart> parts, NewSide newSide, int robots, int beatsPerSecond, int windowBeats,
		int shadowRounds, int sideRounds, Duration onset, Duration settle, Duration warmUp, int splitRobots,
		int switches, int adapterRounds, Duration adapterTurn, int syncRobots) {

	private static final double NANOS_PER_SECOND = 1e9;

	/** Copies the set. */
	EdgeSettings {
		parts = Set.copyOf(parts);
	}

	static EdgeSettings full(Set<EdgePart> parts, NewSide newSide) {
		return new EdgeSettings(parts, newSide, 300, 750, 2_100, 7, 5, Duration.ofSeconds(2), Duration.ofMillis(2_500),
				Duration.ofSeconds(20), 10_000, 100, 5, Duration.ofSeconds(4), 10_000);
	}

	static EdgeSettings quick(Set<EdgePart> parts, NewSide newSide) {
		return new EdgeSettings(parts, newSide, 200, 500, 500, 1, 1, Duration.ofMillis(500), Duration.ofMillis(2_200),
				Duration.ofSeconds(3), 2_000, 5, 1, Duration.ofSeconds(2), 10_000);
	}

	boolean measures(EdgePart part) {
		return this.parts.contains(part);
	}

	/** How long a window is open. */
	Duration window() {
		return Duration.ofNanos((long) (this.windowBeats * NANOS_PER_SECOND / this.beatsPerSecond));
	}

	/** Within this time every robot has beaten at least once. */
	Duration everyRobot() {
		return Duration.ofNanos((long) (this.robots * NANOS_PER_SECOND / this.beatsPerSecond));
	}

	/** Copied into the report. */
	Map<String, Object> asMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("parts", new TreeSet<>(this.parts).stream().map(EdgeSettings::name).toList());
		map.put("new_side", name(this.newSide));
		map.put("robots", this.robots);
		map.put("beats_per_second", this.beatsPerSecond);
		map.put("window_beats", this.windowBeats);
		map.put("shadow_rounds", this.shadowRounds);
		map.put("side_rounds", this.sideRounds);
		map.put("onset_ms", this.onset.toMillis());
		map.put("settle_ms", this.settle.toMillis());
		map.put("warm_up_seconds", this.warmUp.toSeconds());
		map.put("split_robots", this.splitRobots);
		map.put("switches", this.switches);
		map.put("adapter_rounds", this.adapterRounds);
		map.put("adapter_turn_seconds", this.adapterTurn.toSeconds());
		map.put("adapter_connections", AdapterTrial.CONNECTIONS);
		map.put("sync_robots", this.syncRobots);
		return map;
	}

	/** As it is written on the command line. */
	static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
