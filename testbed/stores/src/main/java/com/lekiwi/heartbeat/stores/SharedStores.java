package com.lekiwi.heartbeat.stores;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL and one Redis for all tests of a JVM, started when first asked for and
 * ended with the JVM, also when that gets a SIGTERM. They are shared: a test class takes
 * a database of its own, and one that stops a server starts it again.
 */
public final class SharedStores {

	private static final int LONGEST_NAME = 63;

	private static @Nullable PostgresStore postgres;

	private static @Nullable RedisStore redis;

	private SharedStores() {
	}

	/**
	 * The PostgreSQL server of this JVM.
	 * @return a server that was started
	 */
	public static synchronized PostgresStore postgres() {
		PostgresStore store = postgres;
		if (store == null) {
			store = Stores.of(System.getenv()).postgres(PostgresSettings.temporary());
			closeWithTheJvm(store, "shared-postgres-close");
			postgres = store;
		}
		return store;
	}

	/**
	 * The Redis server of this JVM.
	 * @return a server that was started
	 */
	public static synchronized RedisStore redis() {
		RedisStore store = redis;
		if (store == null) {
			store = Stores.of(System.getenv()).redis(RedisSettings.temporary());
			closeWithTheJvm(store, "shared-redis-close");
			redis = store;
		}
		return store;
	}

	/**
	 * An empty database for a test class, named after it.
	 * @param test the class
	 * @return how to connect to it
	 */
	public static PostgresDatabase freshDatabase(Class<?> test) {
		String name = "t_" + test.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
		return postgres().freshDatabase(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
	}

	private static void closeWithTheJvm(Store store, String name) {
		Runtime.getRuntime().addShutdownHook(new Thread(store::close, name));
	}

}
