package com.lekiwi.heartbeat.state;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives each application context a database of its own on the shared servers, in
 * PostgreSQL and, as far as Redis has them, in Redis.
 */
class RealStores implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** Redis has 16; the other ones are for {@link Replica}s. */
	private static final int REDIS_DATABASES = 8;

	private static final AtomicInteger CONTEXTS = new AtomicInteger();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		PostgresDatabase database = SharedStores.postgres()
			.freshDatabase("t_" + UUID.randomUUID().toString().replace("-", ""));
		TestPropertyValues
			.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.user(),
					"spring.datasource.password=" + database.password(),
					"spring.data.redis.host=" + SharedStores.redis().host(),
					"spring.data.redis.port=" + SharedStores.redis().port(),
					"spring.data.redis.database=" + CONTEXTS.getAndIncrement() % REDIS_DATABASES)
			.applyTo(context);
	}

}
