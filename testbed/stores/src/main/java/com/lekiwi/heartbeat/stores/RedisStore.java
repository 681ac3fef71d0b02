package com.lekiwi.heartbeat.stores;

/**
 * A Redis server as the services expect it: nothing is persisted, 256 MB at most, and
 * only keys with a time to live are evicted ({@code volatile-lru}), so that leases never
 * are.
 */
public sealed interface RedisStore extends Store permits EmbeddedRedisStore, ContainerRedisStore, ExternalRedisStore {

	/** Removes all keys. */
	default void flush() {
		try (RedisConnection connection = new RedisConnection(host(), port())) {
			connection.call("FLUSHALL");
		}
	}

	/**
	 * Makes it full: writes that need memory are refused, and nothing is evicted, until
	 * the server is started anew.
	 */
	default void fill() {
		try (RedisConnection connection = new RedisConnection(host(), port())) {
			connection.call("CONFIG SET maxmemory-policy noeviction");
			connection.call("CONFIG SET maxmemory 1");
		}
	}

}
