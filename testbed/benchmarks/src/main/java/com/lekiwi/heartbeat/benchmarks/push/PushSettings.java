package com.lekiwi.heartbeat.benchmarks.push;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.JavaServer;

/**
 * How the benchmark runs.
 *
 * @param clients watchers at the same time
 * @param ladder changes of the fleet a second, from step to step
 * @param window for how long each step is measured
 * @param warmUp before the first step, and before beats are timed
 * @param robots robots that beat while the way of a beat is timed
 * @param beatsPerSecond how many of them a second
 */
record PushSettings(int clients, List<Integer> ladder, Duration window, Duration warmUp, int robots,
		int beatsPerSecond) {

	/** Robots that change while watchers are counted. */
	static final int CHANGING_ROBOTS = 100;

	PushSettings {
		ladder = List.copyOf(ladder);
	}

	/** Copied into the report. */
	Map<String, Object> asMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("clients", this.clients);
		map.put("changes_offered_per_s", this.ladder);
		map.put("changing_robots", CHANGING_ROBOTS);
		map.put("window_seconds", this.window.toSeconds());
		map.put("warm_up_seconds", this.warmUp.toSeconds());
		map.put("robots", this.robots);
		map.put("beats_per_second", this.beatsPerSecond);
		map.put("jvm_flags", String.join(" ", JavaServer.FLAGS));
		return map;
	}

}
