package com.lekiwi.heartbeat.adapter.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import com.lekiwi.heartbeat.adapter.fixture.Adapter;
import com.lekiwi.heartbeat.adapter.fixture.FakeStateManager;
import com.lekiwi.heartbeat.adapter.fixture.Legacies;
import com.lekiwi.heartbeat.legacy.launch.Legacy;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A legacy and a state-manager for one adapter, for as long as it runs. */
class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		PostgresDatabase database = Adapter.database();
		JdbcTemplate jdbc = new JdbcTemplate(
				new DriverManagerDataSource(database.url(), database.user(), database.password()));
		try {
			FakeStateManager newSide = new FakeStateManager(jdbc);
			Legacy legacy = Legacies.started(Duration.ofSeconds(15));
			context.getBeanFactory().registerSingleton("fakeStateManager", newSide);
			context.getBeanFactory().registerSingleton("realLegacy", legacy);
			context.addApplicationListener(event -> {
				if (event instanceof org.springframework.context.event.ContextClosedEvent) {
					newSide.close();
					legacy.close();
				}
			});
			TestPropertyValues
				.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.user(),
						"spring.datasource.password=" + database.password(),
						"spring.data.redis.host=" + SharedStores.redis().host(),
						"spring.data.redis.port=" + SharedStores.redis().port(), "heartbeat.legacy.url=" + legacy.uri(),
						"heartbeat.state-manager-url=" + newSide.uri())
				.applyTo(context);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
