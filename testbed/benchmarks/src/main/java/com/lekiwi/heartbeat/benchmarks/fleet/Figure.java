package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.Locale;

/** Everything that is told of a size, in the order of the table. */
enum Figure {

	OFFLINE_LAG_P99_MS("offline recorded after the deadline, p99 ms", 1),

	OFFLINE_SHOWN_P99_MS("the same, told on Redis, p99 ms", 1),

	SITE_LAG_P99_MS("a whole site silent at once: recorded, p99 ms", 1),

	SITE_SHOWN_P99_MS("the same, told on Redis, p99 ms", 1),

	AWAY_LAG_P99_MS("offline recorded while Redis is away, p99 ms", 1),

	GET_P99_MS("GET of one robot, any of the fleet, p99 ms", 2),

	GET_P50_MS("the same, p50 ms", 2),

	PAGE_P99_MS("filtered page of 100 robots, p99 ms", 2),

	PAGE_P50_MS("the same, p50 ms", 2),

	BEAT_P99_MS("beat to its 204, p99 ms", 2),

	BEATS_PER_S("beats a second, meanwhile", 0),

	CACHE_HIT_RATE("cache hits, dashboard's load", 3),

	LOOK_CPU_MS_PER_S("noticing silence, nobody silent: CPU ms/s", 1),

	LOOK_REDIS_COMMANDS_PER_S("Redis commands/s", 0),

	LOOK_STATEMENTS_PER_S("statements/s", 1),

	LOOK_FALLING_CPU_MS_PER_S("the same, 20 a second fall silent: CPU ms/s", 1),

	LOOK_FALLING_REDIS_COMMANDS_PER_S("Redis commands/s", 0),

	LOOK_FALLING_STATEMENTS_PER_S("statements/s", 1),

	SWEEP_CPU_MS_PER_S("Redis away, nobody silent: CPU ms/s", 1),

	SWEEP_STATEMENTS_PER_S("statements/s", 1),

	SWEEP_MS("one sweep, ms", 1),

	SWEEP_FALLING_CPU_MS_PER_S("Redis away, 20 a second fall silent: CPU ms/s", 1),

	SWEEP_FALLING_STATEMENTS_PER_S("statements/s", 1),

	REBUILD_MS("leases whole again after a FLUSHALL, ms", 0),

	REDIS_BYTES_PER_ROBOT("Redis, bytes a robot (leases)", 0),

	POSTGRES_BYTES_PER_ROBOT("PostgreSQL, bytes a robot (robot, liveness)", 0),

	POSTGRES_BYTES_PER_EVENT("bytes an event", 0),

	SAMPLE_BYTES_PER_ROBOT_DAY("bytes of samples a robot and day", 0),

	REGISTERED_PER_S("new robots registered a second", 0),

	RSS_MB("state-manager, RSS MB", 0),

	HEAP_MB("its heap after a collection, MB", 0);

	private final String label;

	private final int decimals;

	Figure(String label, int decimals) {
		this.label = label;
		this.decimals = decimals;
	}

	/** What to call it in a table. */
	String label() {
		return this.label;
	}

	/** Digits behind the point. */
	int decimals() {
		return this.decimals;
	}

	/** The key for the largest fleet. */
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The key for a fleet of some size. */
	String key(int robots) {
		return key() + "_" + robots;
	}

}
