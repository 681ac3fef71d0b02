package com.lekiwi.heartbeat.benchmarks.process;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.stores.PostgresDatabase;
import com.lekiwi.heartbeat.stores.RedisStore;

/**
 * state-manager as it is built, ready to serve.
 *
 * @param process its process
 * @param port its port on 127.0.0.1
 * @param managementPort where its metrics are
 */
public record StateManagerServer(ServerProcess process, int port, int managementPort) {

	private static final Duration START_DEADLINE = Duration.ofSeconds(90);

	/**
	 * Starts it, and waits until it is ready.
	 * @param run who closes it
	 * @param name what to call it
	 * @param database an empty database
	 * @param redis its Redis
	 * @param settings configuration that differs from its own
	 * @return the server
	 */
	public static StateManagerServer start(BenchmarkRun run, String name, PostgresDatabase database, RedisStore redis,
			List<String> settings) {
		int port = FreePorts.any();
		int management = FreePorts.any();
		List<String> arguments = new ArrayList<>();
		arguments.add("--server.port=" + port);
		arguments.add("--management.server.port=" + management);
		arguments.add("--spring.datasource.url=" + database.url());
		arguments.add("--spring.datasource.username=" + database.user());
		arguments.add("--spring.data.redis.host=" + redis.host());
		arguments.add("--spring.data.redis.port=" + redis.port());
		arguments.addAll(settings);
		List<String> command = JavaServer.ofJar(run.installation().server("state-manager"), arguments);
		ServerProcess process = run.resources()
			.open(() -> ServerProcess.start(name, run.directory(), command,
					Map.of("SPRING_DATASOURCE_PASSWORD", database.password())));
		process.awaitAnswer(URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness"),
				START_DEADLINE);
		return new StateManagerServer(process, port, management);
	}

}
