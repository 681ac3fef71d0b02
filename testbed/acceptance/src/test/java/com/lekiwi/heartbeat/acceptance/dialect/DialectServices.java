package com.lekiwi.heartbeat.acceptance.dialect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.process.StackProcess;
import com.lekiwi.heartbeat.stack.service.JavaCommand;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.SharedStores;

/** A state-manager and a legacy-adapter of their own, as processes, and nothing else. */
final class DialectServices implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(2);

	private static final Duration STOP = Duration.ofSeconds(20);

	/** The last of Redis's databases: nobody else here uses that server. */
	private static final int REDIS_DATABASE = 15;

	private final PostgresDatabase database;

	private final StackProcess stateManager;

	private final StackProcess adapter;

	private DialectServices(PostgresDatabase database, StackProcess stateManager, StackProcess adapter) {
		this.database = database;
		this.stateManager = stateManager;
		this.adapter = adapter;
	}

	/** Starts both on free ports, with a database that knows no robots. */
	static DialectServices start(Class<?> test) throws IOException {
		PostgresDatabase database = SharedStores.freshDatabase(test);
		StackProcess stateManager = service("state-manager", database, List.of());
		StackProcess adapter = service("legacy-adapter", database,
				List.of("--heartbeat.state-manager-url=http://127.0.0.1:" + stateManager.spec().port(),
						"--heartbeat.dialect.check-interval=100ms"));
		DialectServices services = new DialectServices(database, stateManager, adapter);
		try {
			stateManager.start();
			adapter.start();
			return services;
		}
		catch (RuntimeException ex) {
			services.close();
			throw ex;
		}
	}

	private static StackProcess service(String name, PostgresDatabase database, List<String> arguments)
			throws IOException {
		Path root = Path.of(System.getProperty("heartbeat.root")).toAbsolutePath().normalize();
		Path logs = Path.of(System.getProperty("heartbeat.state")).resolveSibling("dialect");
		Files.createDirectories(logs);
		int port = freePort();
		int managementPort = freePort();
		List<String> command = new ArrayList<>(List.of("-Xmx192m", "-XX:+UseSerialGC", "-jar",
				root.resolve(name + "/target/" + name + "-exec.jar").toString(), "--server.port=" + port,
				"--management.server.port=" + managementPort, "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(),
				"--spring.data.redis.host=" + SharedStores.redis().host(),
				"--spring.data.redis.port=" + SharedStores.redis().port(),
				"--spring.data.redis.database=" + REDIS_DATABASE));
		command.addAll(arguments);
		Map<String, String> environment = Map.of("SPRING_DATASOURCE_PASSWORD", database.password(), "HEARTBEAT_CONFIG",
				root.resolve("config").toString());
		URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
		return new StackProcess(new ProcessSpec(name, port, JavaCommand.of(command), environment,
				logs.resolve(name + ".log"), readiness, START, STOP));
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	PostgresDatabase database() {
		return this.database;
	}

	StackProcess stateManager() {
		return this.stateManager;
	}

	StackProcess adapter() {
		return this.adapter;
	}

	URI dialect() {
		return URI.create("http://127.0.0.1:" + this.adapter.spec().port());
	}

	@Override
	public void close() {
		this.stateManager.thaw();
		this.adapter.stop();
		this.stateManager.stop();
	}

}
