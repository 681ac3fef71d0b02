package com.lekiwi.heartbeat.benchmarks.push;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.process.FreePorts;
import com.lekiwi.heartbeat.benchmarks.process.JavaServer;
import com.lekiwi.heartbeat.benchmarks.process.ServerProcess;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.stores.RedisStore;
import org.jspecify.annotations.Nullable;

/**
 * A server that pushes, as a process of its own.
 *
 * @param process its process
 * @param port its port on 127.0.0.1
 */
public record PushServer(ServerProcess process, int port) {

	private static final Duration START_DEADLINE = Duration.ofMinutes(2);

	/** What all servers have. */
	private static final int HEAP_MB = 512;

	/** The broker keeps 16,640 characters for whatever a client may send. */
	private static final int BROKER_HEAP_MB = 1536;

	/**
	 * websocket-monitor, ready when it has read the fleet once.
	 * @param run who closes it
	 * @param name what to call it
	 * @param redis where changes are published
	 * @param stateManagerPort whose fleet it shows
	 * @return the server
	 */
	public static PushServer monitor(BenchmarkRun run, String name, RedisStore redis, int stateManagerPort) {
		int management = FreePorts.any();
		return start(run, name, "websocket-monitor", HEAP_MB, redis,
				List.of("--management.server.port=" + management,
						"--heartbeat.state-manager-url=http://127.0.0.1:" + stateManagerPort,
						// All clients of the benchmark have one address.
						"--heartbeat.push.max-per-address=20000"),
				"http://127.0.0.1:" + management + "/actuator/health/readiness");
	}

	/** Spring's simple broker; it answers as soon as it listens. */
	static PushServer stomp(BenchmarkRun run, RedisStore redis) {
		return start(run, "stomp-peer", "stomp-peer", BROKER_HEAP_MB, redis, List.of(), null);
	}

	private static PushServer start(BenchmarkRun run, String name, String jar, int heapMb, RedisStore redis,
			List<String> settings, @Nullable String readiness) {
		int port = FreePorts.any();
		List<String> arguments = new ArrayList<>(settings);
		arguments.add("--server.port=" + port);
		arguments.add("--spring.data.redis.host=" + redis.host());
		arguments.add("--spring.data.redis.port=" + redis.port());
		ServerProcess process = run.resources()
			.open(() -> ServerProcess.start(name, run.directory(),
					JavaServer.ofJar(run.installation().server(jar), heapMb, arguments), Map.of()));
		process.awaitAnswer(URI.create((readiness != null) ? readiness : "http://127.0.0.1:" + port + "/alive"),
				START_DEADLINE);
		return new PushServer(process, port);
	}

}
