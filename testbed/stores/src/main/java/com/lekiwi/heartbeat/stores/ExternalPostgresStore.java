package com.lekiwi.heartbeat.stores;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A PostgreSQL server that runs already, named by {@code HEARTBEAT_POSTGRES_URL},
 * {@code HEARTBEAT_POSTGRES_USER} and {@code HEARTBEAT_POSTGRES_PASSWORD}. The user needs
 * {@code CREATEDB} for fresh databases.
 */
final class ExternalPostgresStore implements PostgresStore {

	private static final String JDBC = "jdbc:";

	private static final int DEFAULT_PORT = 5432;

	private final PostgresDatabase database;

	private final URI address;

	private ExternalPostgresStore(PostgresDatabase database) {
		if (!database.url().startsWith(JDBC + "postgresql://")) {
			throw new IllegalArgumentException("HEARTBEAT_POSTGRES_URL must start with jdbc:postgresql://");
		}
		this.database = database;
		this.address = URI.create(database.url().substring(JDBC.length()));
	}

	static ExternalPostgresStore from(Map<String, String> environment) {
		return new ExternalPostgresStore(
				new PostgresDatabase(ExternalServer.required(environment, "HEARTBEAT_POSTGRES_URL"),
						ExternalServer.required(environment, "HEARTBEAT_POSTGRES_USER"),
						ExternalServer.required(environment, "HEARTBEAT_POSTGRES_PASSWORD")));
	}

	@Override
	public PostgresDatabase database() {
		return this.database;
	}

	@Override
	public PostgresDatabase freshDatabase(String name) {
		new PostgresProvisioning(this.database, this.database.user(), this.database.password()).recreate(name);
		return PostgresDatabase.at(host(), port(), name, this.database.user(), this.database.password());
	}

	@Override
	public String host() {
		return this.address.getHost();
	}

	@Override
	public int port() {
		return (this.address.getPort() > 0) ? this.address.getPort() : DEFAULT_PORT;
	}

	@Override
	public void start() {
		throw ExternalServer.notOurs("PostgreSQL");
	}

	@Override
	public void stop() {
		throw ExternalServer.notOurs("PostgreSQL");
	}

	@Override
	public void kill() {
		throw ExternalServer.notOurs("PostgreSQL");
	}

	@Override
	public OptionalLong pid() {
		return OptionalLong.empty();
	}

	@Override
	public void close() {
		// It is not ours.
	}

}
