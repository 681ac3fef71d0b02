package com.lekiwi.heartbeat.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server run from the binaries of a Maven artifact. The library that unpacks
 * and starts them turns {@code fsync} and {@code synchronous_commit} off, and lets
 * everybody in: all three are set right here.
 */
final class EmbeddedPostgresStore implements PostgresStore {

	private static final String HOST = "127.0.0.1";

	private static final Duration START_DEADLINE = Duration.ofSeconds(30);

	private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

	/** Passwords for everybody; the server listens on nothing but {@value #HOST}. */
	private static final String ACCESS = "host all all 127.0.0.1/32 scram-sha-256\n";

	private final PostgresSettings settings;

	private final StoreFiles files;

	private final int port;

	private @Nullable EmbeddedPostgres server;

	private @Nullable ServerProcess process;

	EmbeddedPostgresStore(PostgresSettings settings) {
		this.settings = settings;
		this.files = StoreFiles.of("postgres", settings.dataDirectory(), settings.logFile());
		this.port = Ports.choose(settings.port());
	}

	@Override
	public void start() {
		if (this.process != null && this.process.alive()) {
			return;
		}
		release();
		try {
			Ports.requireFree(this.port);
			this.server = builder().start();
			this.process = readPid();
			secure();
			provisioning().provision();
		}
		catch (IOException | RuntimeException ex) {
			ServerProcess failed = (this.process != null) ? this.process : readPid();
			if (failed != null) {
				failed.kill(STOP_DEADLINE);
			}
			release();
			throw new StoreException("PostgreSQL did not start on port " + this.port + ", log " + this.files.log()
					+ "\n" + this.files.logTail(), ex);
		}
	}

	private EmbeddedPostgres.Builder builder() {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setPort(this.port)
			.setDataDirectory(this.files.directory())
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setPGStartupWait(START_DEADLINE)
			.setLocaleConfig("locale", "C")
			.setConnectConfig("password", this.settings.superuserPassword())
			.setOutputRedirector(Redirect.appendTo(this.files.log().toFile()))
			.setErrorRedirector(Redirect.appendTo(this.files.log().toFile()))
			.setServerConfig("listen_addresses", HOST)
			.setServerConfig("unix_socket_directories", "");
		Path binaries = this.settings.binaries();
		if (binaries != null) {
			builder.setOverrideWorkingDirectory(binaries.toFile());
		}
		PostgresServerSettings.durable().forEach(builder::setServerConfig);
		return builder;
	}

	/** Sets the superuser's password, and from then on asks everybody for theirs. */
	private void secure() throws IOException {
		Path access = this.files.directory().resolve("pg_hba.conf");
		if (Files.readString(access).equals(ACCESS)) {
			return;
		}
		try (Connection connection = superuser().connect(); Statement statement = connection.createStatement()) {
			statement.execute("ALTER ROLE postgres PASSWORD '"
					+ PostgresProvisioning.quoted(this.settings.superuserPassword()) + "'");
			Files.writeString(access, ACCESS);
			statement.execute("SELECT pg_reload_conf()");
		}
		catch (SQLException ex) {
			throw new StoreException("PostgreSQL: cannot set the superuser's password", ex);
		}
	}

	@Override
	public void stop() {
		ServerProcess running = this.process;
		release();
		if (running != null && !running.exits(STOP_DEADLINE)) {
			running.kill(STOP_DEADLINE);
		}
		this.process = null;
	}

	@Override
	public void kill() {
		if (this.process != null) {
			this.process.kill(STOP_DEADLINE);
			this.process = null;
		}
		release();
	}

	/** Asks a running server to stop, waiting 5 s, and gives up the library's lock. */
	private void release() {
		EmbeddedPostgres held = this.server;
		this.server = null;
		if (held == null) {
			return;
		}
		try {
			held.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The first line of the file that a server keeps while it runs is its process id. */
	private @Nullable ServerProcess readPid() {
		try {
			List<String> lines = Files.readAllLines(this.files.directory().resolve("postmaster.pid"));
			return ServerProcess.of(Long.parseLong(lines.getFirst().trim()), "postgres");
		}
		catch (IOException ex) {
			// No such file: no server.
			return null;
		}
	}

	@Override
	public OptionalLong pid() {
		return (this.process != null && this.process.alive()) ? OptionalLong.of(this.process.pid())
				: OptionalLong.empty();
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
		return PostgresDatabase.at(HOST, this.port, name, ROLE, this.settings.password());
	}

	private PostgresDatabase superuser() {
		return PostgresDatabase.at(HOST, this.port, "postgres", "postgres", this.settings.superuserPassword());
	}

	private PostgresProvisioning provisioning() {
		return new PostgresProvisioning(superuser(), ROLE, this.settings.password());
	}

	@Override
	public String host() {
		return HOST;
	}

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		if (this.files.temporary()) {
			kill();
			this.files.clean();
		}
		else {
			stop();
		}
	}

}
