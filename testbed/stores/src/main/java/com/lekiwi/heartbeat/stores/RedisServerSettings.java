package com.lekiwi.heartbeat.stores;

import java.util.List;

/** The settings that every Redis server of ours starts with. */
final class RedisServerSettings {

	private RedisServerSettings() {
	}

	/**
	 * A cache and a fan-out, no store: nothing is persisted. Only keys with a time to
	 * live are evicted, so that leases, which have none, stay.
	 * @return lines of a Redis configuration
	 */
	static List<String> cache() {
		return List.of("save \"\"", "appendonly no", "maxmemory 256mb", "maxmemory-policy volatile-lru");
	}

}
