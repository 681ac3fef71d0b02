package com.lekiwi.heartbeat.benchmarks.ingest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.JavaServer;

/**
 * How the benchmark runs.
 *
 * @param robots how many robots beat
 * @param connections requests in flight
 * @param rounds how often each contestant's turn comes
 * @param turn how long a turn lasts
 * @param warmUp how long each is warmed up at least before the first round
 */
record IngestSettings(int robots, int connections, int rounds, Duration turn, Duration warmUp) {

	/** Copied into the report. */
	Map<String, Object> asMap() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("robots", this.robots);
		map.put("connections", this.connections);
		map.put("rounds", this.rounds);
		map.put("seconds", this.turn.toSeconds());
		map.put("warm_up_seconds", this.warmUp.toSeconds());
		map.put("jvm_flags", String.join(" ", JavaServer.FLAGS));
		return map;
	}

}
