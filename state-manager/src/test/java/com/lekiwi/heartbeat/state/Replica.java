package com.lekiwi.heartbeat.state;

import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/** A state-manager of one's own, of which a test may start several on the same stores. */
public final class Replica implements AutoCloseable {

	private static final List<String> WATCHES = List.of("observerWatch", "livenessWatch", "timedEndings");

	private final ConfigurableApplicationContext context;

	private final Http http;

	private Replica(ConfigurableApplicationContext context) {
		this.context = context;
		this.http = new Http(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
	}

	/**
	 * Starts a replica.
	 * @param database its database
	 * @param redisDatabase its database in Redis, 8 to 15
	 * @param settings as {@code key=value}
	 * @return the running replica
	 */
	public static Replica start(PostgresDatabase database, int redisDatabase, String... settings) {
		List<String> arguments = arguments(database, redisDatabase, settings);
		arguments.add("--server.port=0");
		return new Replica(
				new SpringApplicationBuilder(StateManagerApplication.class).run(arguments.toArray(String[]::new)));
	}

	/** The arguments of a replica, but for its port. */
	public static List<String> arguments(PostgresDatabase database, int redisDatabase, String... settings) {
		List<String> arguments = new ArrayList<>(List.of("--management.server.port=0",
				"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
				"--spring.datasource.password=" + database.password(),
				"--spring.data.redis.host=" + SharedStores.redis().host(),
				"--spring.data.redis.port=" + SharedStores.redis().port(),
				"--spring.data.redis.database=" + redisDatabase));
		for (String setting : settings) {
			arguments.add("--" + setting);
		}
		return arguments;
	}

	public Http http() {
		return this.http;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** Stops watching, as a replica does that hangs; its web server goes on. */
	public void pause() {
		WATCHES.forEach(name -> this.context.getBean(name, SmartLifecycle.class).stop());
	}

	public void resume() {
		WATCHES.reversed().forEach(name -> this.context.getBean(name, SmartLifecycle.class).start());
	}

	@Override
	public void close() {
		this.http.close();
		this.context.close();
	}

}
