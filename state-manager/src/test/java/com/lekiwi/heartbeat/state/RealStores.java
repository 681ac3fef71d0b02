package com.lekiwi.heartbeat.state;

import java.util.UUID;

import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context a database of its own on the shared servers. */
class RealStores implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		PostgresDatabase database = SharedStores.postgres()
			.freshDatabase("t_" + UUID.randomUUID().toString().replace("-", ""));
		TestPropertyValues
			.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.user(),
					"spring.datasource.password=" + database.password(),
					"spring.data.redis.host=" + SharedStores.redis().host(),
					"spring.data.redis.port=" + SharedStores.redis().port())
			.applyTo(context);
	}

}
