package com.lekiwi.heartbeat.stores;

import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Decides where PostgreSQL and Redis come from, and makes them. No other class decides.
 */
public final class Stores {

	/** The variable that overrules the choice: {@code docker|embedded|external}. */
	public static final String VARIABLE = "HEARTBEAT_STORES";

	private final StoreKind kind;

	private final Map<String, String> environment;

	private Stores(StoreKind kind, Map<String, String> environment) {
		this.kind = kind;
		this.environment = Map.copyOf(environment);
	}

	/**
	 * Takes what {@value #VARIABLE} says; else containers where a Docker engine answers,
	 * embedded binaries where none does.
	 * @param environment the process's environment
	 * @return the choice
	 * @throws IllegalArgumentException if the variable holds anything else
	 */
	public static StoreKind choose(Map<String, String> environment) {
		return choose(environment, () -> DockerEngine.answers(environment));
	}

	static StoreKind choose(Map<String, String> environment, BooleanSupplier dockerAnswers) {
		return switch (environment.getOrDefault(VARIABLE, "")) {
			case "docker" -> StoreKind.DOCKER;
			case "embedded" -> StoreKind.EMBEDDED;
			case "external" -> StoreKind.EXTERNAL;
			case "" -> dockerAnswers.getAsBoolean() ? StoreKind.DOCKER : StoreKind.EMBEDDED;
			default -> throw new IllegalArgumentException(
					VARIABLE + " must be docker, embedded or external, not '" + environment.get(VARIABLE) + "'");
		};
	}

	/**
	 * Stores of the kind that {@link #choose(Map)} finds.
	 * @param environment the process's environment
	 * @return makes stores of that kind
	 */
	public static Stores of(Map<String, String> environment) {
		return new Stores(choose(environment), environment);
	}

	/**
	 * Stores of a given kind.
	 * @param kind where they come from
	 * @param environment names the servers when they are {@link StoreKind#EXTERNAL}
	 * @return makes stores of that kind
	 */
	public static Stores of(StoreKind kind, Map<String, String> environment) {
		return new Stores(kind, environment);
	}

	/**
	 * The choice that was made.
	 * @return the kind of all stores made here
	 */
	public StoreKind kind() {
		return this.kind;
	}

	/**
	 * Starts a PostgreSQL server, and makes the role and its database where they are
	 * missing.
	 * @param settings where its data, port and log are
	 * @return the running server
	 * @throws StoreException if it does not start
	 */
	public PostgresStore postgres(PostgresSettings settings) {
		PostgresStore store = switch (this.kind) {
			case DOCKER -> new ContainerPostgresStore(settings);
			case EMBEDDED -> new EmbeddedPostgresStore(settings);
			case EXTERNAL -> ExternalPostgresStore.from(this.environment);
		};
		if (this.kind != StoreKind.EXTERNAL) {
			startOrClose(store);
		}
		return store;
	}

	/**
	 * Starts a Redis server.
	 * @param settings where its data, port and log are
	 * @return the running server
	 * @throws StoreException if it does not start
	 */
	public RedisStore redis(RedisSettings settings) {
		RedisStore store = switch (this.kind) {
			case DOCKER -> new ContainerRedisStore(settings);
			case EMBEDDED -> new EmbeddedRedisStore(settings);
			case EXTERNAL -> ExternalRedisStore.from(this.environment);
		};
		if (this.kind != StoreKind.EXTERNAL) {
			startOrClose(store);
		}
		return store;
	}

	private static void startOrClose(Store store) {
		try {
			store.start();
		}
		catch (RuntimeException ex) {
			store.close();
			throw ex;
		}
	}

}
