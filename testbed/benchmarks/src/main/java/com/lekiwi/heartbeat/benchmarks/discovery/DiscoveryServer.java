package com.lekiwi.heartbeat.benchmarks.discovery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.FreePorts;
import com.lekiwi.heartbeat.benchmarks.process.JavaServer;
import com.lekiwi.heartbeat.benchmarks.process.ServerProcess;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/**
 * discovery-service as it is built and with its own settings, but for its network.
 *
 * @param process its process
 * @param port its port on 127.0.0.1
 */
record DiscoveryServer(ServerProcess process, int port) {

	private static final Duration START_DEADLINE = Duration.ofSeconds(90);

	/** Starts it, on a database that state-manager has brought up to date. */
	static DiscoveryServer start(BenchmarkRun run, PostgresDatabase database, int stateManagerPort, int robotsPort) {
		int port = FreePorts.any();
		int management = FreePorts.any();
		List<String> command = JavaServer.ofJar(run.installation().server("discovery-service"),
				List.of("--server.port=" + port, "--management.server.port=" + management,
						"--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
						"--heartbeat.state-manager-url=http://127.0.0.1:" + stateManagerPort,
						"--heartbeat.networks.allowed=127.20.0.0/16", "--heartbeat.networks.ports=" + robotsPort));
		ServerProcess process = run.resources()
			.open(() -> ServerProcess.start("discovery-service", run.directory(), command,
					Map.of("SPRING_DATASOURCE_PASSWORD", database.password())));
		process.awaitAnswer(URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness"),
				START_DEADLINE);
		return new DiscoveryServer(process, port);
	}

}
