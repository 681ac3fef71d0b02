package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.process.JavaServer;

/**
 * How the benchmark runs.
 *
 * @param sizes fleets, from the smallest to the largest
 * @param window for how long each thing is measured
 * @param warmUp for how long each service is warmed up
 */
record FleetSettings(List<Integer> sizes, Duration window, Duration warmUp) {

	/** One robot's state, any robot of the fleet. */
	static final int GETS_PER_SECOND = 50;

	/** Pages of a list that is filtered. */
	static final int PAGES_PER_SECOND = 10;

	static final int PAGE_LIMIT = 100;

	/** So many times as often the fleet is read in the warm-up. */
	static final int WARM_UP = 4;

	/** Robots that fall silent one by one. */
	static final int FALLING_PER_SECOND = 20;

	/** Robots on an operator's page. */
	static final int WATCHED_ROBOTS = 20;

	/** Operators who look at them, once a second. */
	static final int OPERATORS = 5;

	/** How often those robots beat. */
	static final int WATCHED_INTERVAL_S = 5;

	private static final int SHORTEST_INTERVAL_S = 5;

	/** What two cores take besides all else. */
	private static final int BEATS_PER_SECOND = 1_700;

	/** In the warm-up, while Redis is there, and while it is away. */
	static final int GROUPS = 3;

	/** Not so many in a group that a site would count as silent. */
	private static final int LARGEST_GROUP = 10;

	/** Copies the sizes. */
	FleetSettings {
		sizes = List.copyOf(sizes);
	}

	/** The more robots there are, the less often they beat. */
	static int intervalS(int robots) {
		return Math.clamp(
				Math.ceilDiv(Math.ceilDiv(robots, BEATS_PER_SECOND), SHORTEST_INTERVAL_S) * (long) SHORTEST_INTERVAL_S,
				SHORTEST_INTERVAL_S, Fleet.LONG_INTERVAL_S);
	}

	/** Robots that fall silent one by one, each of {@value #GROUPS} times. */
	int falling(int robots) {
		return Math.clamp(this.window.toSeconds() * FALLING_PER_SECOND, 1, robots / LARGEST_GROUP);
	}

	Fleet fleet(int robots) {
		return new Fleet(robots, intervalS(robots), GROUPS, falling(robots));
	}

	/** Copied into the report. */
	Map<String, Object> asMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("sizes", this.sizes);
		map.put("interval_s", this.sizes.stream().map(FleetSettings::intervalS).collect(Collectors.toList()));
		map.put("sites", Fleet.SITES);
		map.put("window_seconds", this.window.toSeconds());
		map.put("warm_up_seconds", this.warmUp.toSeconds());
		map.put("gets_per_second", GETS_PER_SECOND);
		map.put("pages_per_second", PAGES_PER_SECOND);
		map.put("page_limit", PAGE_LIMIT);
		map.put("falling_per_second", FALLING_PER_SECOND);
		map.put("falling_lease_s", Fleet.SHORT_LEASE_S);
		map.put("dashboard_gets_per_second", OPERATORS * WATCHED_ROBOTS);
		map.put("dashboard_robots", WATCHED_ROBOTS);
		map.put("dashboard_interval_s", WATCHED_INTERVAL_S);
		map.put("jvm_flags", String.join(" ", JavaServer.FLAGS));
		return map;
	}

}
