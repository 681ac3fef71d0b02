package com.lekiwi.heartbeat.stores;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

import org.testcontainers.containers.BindMode;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A PostgreSQL server in a container. */
final class ContainerPostgresStore implements PostgresStore {

	private static final DockerImageName IMAGE = DockerImageName.parse("postgres:18-alpine");

	private static final int INNER_PORT = 5432;

	private static final Duration START_DEADLINE = Duration.ofSeconds(30);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final PostgresSettings settings;

	private final ServerContainer container;

	// The container is closed with the store that owns it.
	@SuppressWarnings("resource")
	ContainerPostgresStore(PostgresSettings settings) {
		this.settings = settings;
		PostgreSQLContainer server = new PostgreSQLContainer(IMAGE).withDatabaseName("postgres")
			.withUsername("postgres")
			.withPassword(settings.superuserPassword())
			.withEnv("POSTGRES_INITDB_ARGS", "--locale=C --encoding=UTF8");
		StringBuilder command = new StringBuilder("postgres");
		PostgresServerSettings.durable()
			.forEach((name, value) -> command.append(" -c ").append(name).append('=').append(value));
		server.withCommand(command.toString());
		Path data = settings.dataDirectory();
		if (data != null) {
			server.withFileSystemBind(data.toAbsolutePath().toString(), "/var/lib/postgresql", BindMode.READ_WRITE);
		}
		this.container = new ServerContainer(server, settings.port(), INNER_PORT);
	}

	@Override
	public void start() {
		if (!this.container.isRunning()) {
			this.container.start();
			awaitAnswer();
			provisioning().provision();
		}
	}

	/** A container that is started again reports ready before its server is. */
	private void awaitAnswer() {
		long deadline = System.nanoTime() + START_DEADLINE.toNanos();
		while (true) {
			try (Connection connection = superuser().connect()) {
				if (connection.isValid(1)) {
					return;
				}
			}
			catch (SQLException ex) {
				if (System.nanoTime() > deadline) {
					throw new StoreException("PostgreSQL did not start on port " + port(), ex);
				}
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	@Override
	public void stop() {
		this.container.stop();
	}

	@Override
	public void kill() {
		this.container.kill();
	}

	@Override
	public OptionalLong pid() {
		return this.container.pid();
	}

	@Override
	public PostgresDatabase database() {
		return at(DATABASE);
	}

	@Override
	public PostgresDatabase freshDatabase(String name) {
		provisioning().recreate(name);
		return at(name);
	}

	private PostgresDatabase at(String name) {
		return PostgresDatabase.at(host(), port(), name, ROLE, this.settings.password());
	}

	private PostgresDatabase superuser() {
		return PostgresDatabase.at(host(), port(), "postgres", "postgres", this.settings.superuserPassword());
	}

	private PostgresProvisioning provisioning() {
		return new PostgresProvisioning(superuser(), ROLE, this.settings.password());
	}

	@Override
	public String host() {
		return this.container.host();
	}

	@Override
	public int port() {
		return this.container.port();
	}

	@Override
	public void close() {
		this.container.close();
	}

}
