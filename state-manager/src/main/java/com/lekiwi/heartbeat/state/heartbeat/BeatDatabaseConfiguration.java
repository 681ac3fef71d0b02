package com.lekiwi.heartbeat.state.heartbeat;

import com.lekiwi.heartbeat.state.StateManagerProperties;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the writers connections of their own, so that no reader ever makes a beat wait.
 */
@Configuration(proxyBeanMethods = false)
class BeatDatabaseConfiguration {

	@Bean(defaultCandidate = false, destroyMethod = "close")
	HikariDataSource beatDatabase(JdbcConnectionDetails details, StateManagerProperties properties) {
		StateManagerProperties.Ingest settings = properties.ingest();
		HikariConfig config = new HikariConfig();
		config.setPoolName("beats");
		config.setJdbcUrl(details.getJdbcUrl());
		config.setUsername(details.getUsername());
		config.setPassword(details.getPassword());
		config.setMaximumPoolSize(settings.writers());
		config.setAutoCommit(false);
		config.setConnectionTimeout(Math.max(250, settings.probeInterval().toMillis()));
		config.setValidationTimeout(250);
		// The service starts, and turns beats away, while the database is away.
		config.setInitializationFailTimeout(-1);
		config.addDataSourceProperty("ApplicationName", "state-manager-beats");
		config.addDataSourceProperty("socketTimeout", Long.toString(settings.statementTimeout().toSeconds()));
		config.addDataSourceProperty("connectTimeout", "2");
		// The few statements here are the same all day: parse and plan them once.
		config.addDataSourceProperty("prepareThreshold", "1");
		// Rows are found one by one through the primary key, in the order of the arrays:
		// that is the order in which every replica locks them. Pages are cached.
		// A replica that is stopped inside a transaction must not hold its locks.
		config.addDataSourceProperty("options", """
				-c statement_timeout=%d -c jit=off -c plan_cache_mode=force_generic_plan -c enable_hashjoin=off \
				-c enable_mergejoin=off -c enable_seqscan=off -c enable_material=off -c seq_page_cost=0.1 \
				-c random_page_cost=0.1 -c idle_in_transaction_session_timeout=1000"""
			.formatted(settings.statementTimeout().toMillis()));
		return new HikariDataSource(config);
	}

}
