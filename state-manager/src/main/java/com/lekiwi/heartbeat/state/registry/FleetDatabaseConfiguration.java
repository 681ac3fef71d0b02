package com.lekiwi.heartbeat.state.registry;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Connections for whoever reads the fleet. Which way a page is found depends on how many
 * robots a filter leaves, so each statement is planned for its values, and not once for
 * all. A pool of its own, so that no number of pages makes a reader of one robot wait.
 */
@Configuration(proxyBeanMethods = false)
class FleetDatabaseConfiguration {

	private static final int CONNECTIONS = 8;

	private static final int STATEMENT_TIMEOUT_S = 5;

	@Bean(defaultCandidate = false, destroyMethod = "close")
	HikariDataSource fleetDatabase(JdbcConnectionDetails details) {
		HikariConfig config = new HikariConfig();
		config.setPoolName("fleet");
		config.setJdbcUrl(details.getJdbcUrl());
		config.setUsername(details.getUsername());
		config.setPassword(details.getPassword());
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(1);
		config.setReadOnly(true);
		config.setConnectionTimeout(2_000);
		config.setValidationTimeout(1_000);
		// The service starts while the database is away.
		config.setInitializationFailTimeout(-1);
		config.addDataSourceProperty("ApplicationName", "state-manager-fleet");
		config.addDataSourceProperty("socketTimeout", Integer.toString(2 * STATEMENT_TIMEOUT_S));
		config.addDataSourceProperty("connectTimeout", "2");
		// A reader takes one core at most: the others are for the beats.
		config.addDataSourceProperty("options", """
				-c statement_timeout=%ds -c jit=off -c plan_cache_mode=force_custom_plan \
				-c max_parallel_workers_per_gather=0""".formatted(STATEMENT_TIMEOUT_S));
		return new HikariDataSource(config);
	}

}
