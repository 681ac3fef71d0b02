package com.lekiwi.heartbeat.adapter.fleet;

import com.lekiwi.heartbeat.adapter.settings.AdapterSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the legacy's reads connections of their own: they must fail within a second, and
 * nothing else that this service does with PostgreSQL must make them wait.
 */
@Configuration(proxyBeanMethods = false)
class FleetDatabaseConfiguration {

	/** The shortest that the pool can wait. */
	private static final int SHORTEST_WAIT_MS = 250;

	@Bean(defaultCandidate = false, destroyMethod = "close")
	HikariDataSource fleetDatabase(JdbcConnectionDetails details, AdapterSettings settings) {
		HikariConfig config = new HikariConfig();
		config.setPoolName("dialect");
		config.setJdbcUrl(details.getJdbcUrl());
		config.setUsername(details.getUsername());
		config.setPassword(details.getPassword());
		config.setMaximumPoolSize(settings.dialect().readers());
		config.setReadOnly(true);
		// Half of a read's time, so that both together stay below the edge's second.
		config.setConnectionTimeout(Math.max(SHORTEST_WAIT_MS, settings.dialect().readTimeout().toMillis() / 2));
		config.setValidationTimeout(SHORTEST_WAIT_MS);
		// PostgreSQL may be away when the service starts.
		config.setInitializationFailTimeout(-1);
		config.addDataSourceProperty("ApplicationName", "legacy-adapter-dialect");
		config.addDataSourceProperty("connectTimeout", "1");
		// Until a read sets its own: a handshake with a frozen PostgreSQL.
		config.addDataSourceProperty("socketTimeout", "2");
		// A reader takes one core at most: the others are for the beats.
		config.addDataSourceProperty("options", "-c max_parallel_workers_per_gather=0");
		return new HikariDataSource(config);
	}

}
