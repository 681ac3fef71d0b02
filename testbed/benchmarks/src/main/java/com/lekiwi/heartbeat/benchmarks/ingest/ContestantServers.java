package com.lekiwi.heartbeat.benchmarks.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.benchmarks.floor.FloorApplication;
import com.lekiwi.heartbeat.benchmarks.ingest.Contestant.Place;
import com.lekiwi.heartbeat.benchmarks.process.FreePorts;
import com.lekiwi.heartbeat.benchmarks.process.JavaServer;
import com.lekiwi.heartbeat.benchmarks.process.LocalHttp;
import com.lekiwi.heartbeat.benchmarks.process.ServerProcess;
import com.lekiwi.heartbeat.benchmarks.process.StateManagerServer;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.stores.PostgresDatabase;

/** Starts the contestants, one after the other. */
final class ContestantServers {

	private static final Duration START_DEADLINE = Duration.ofSeconds(90);

	private final BenchmarkRun run;

	private final BeatStores stores;

	private final int robots;

	ContestantServers(BenchmarkRun run, BeatStores stores, int robots) {
		this.run = run;
		this.stores = stores;
		this.robots = robots;
	}

	Contestant floor() {
		int port = FreePorts.any();
		int management = FreePorts.any();
		ServerProcess server = start(Place.FLOOR, JavaServer.ofClass(this.run.installation().benchmarks(),
				FloorApplication.class, ports(port, management)), Map.of());
		server.awaitAnswer(local(management, "/actuator/health"), START_DEADLINE);
		return new Contestant(Place.FLOOR, server, port, management, BeatScript.of(this.robots), null);
	}

	/**
	 * state-manager, with a database of its own.
	 * @param place whose turn it takes
	 * @param database an empty database
	 * @param settings configuration that differs from its own
	 */
	Contestant stateManager(Place place, PostgresDatabase database, List<String> settings) {
		starting(place);
		StateManagerServer server = StateManagerServer.start(this.run, place.key(), database, this.stores.redis(),
				settings);
		return new Contestant(place, server.process(), server.port(), server.managementPort(),
				BeatScript.of(this.robots), () -> BeatStores.received(database));
	}

	/**
	 * Eureka's server.
	 * @param place whose turn it takes
	 * @param applications how the robots are registered
	 */
	Contestant eureka(Place place, EurekaApplications applications) {
		int port = FreePorts.any();
		ServerProcess server = start(place,
				JavaServer.ofJar(this.run.installation().server("eureka-peer"), List.of("--server.port=" + port)),
				Map.of());
		URI renewals = local(port, "/renewals");
		server.awaitAnswer(renewals, START_DEADLINE);
		EurekaRegistration.register(this.robots, applications, port);
		return new Contestant(place, server, port, 0, RenewalScript.of(this.robots, applications),
				() -> Long.parseLong(LocalHttp.get(renewals).strip()));
	}

	private ServerProcess start(Place place, List<String> command, Map<String, String> environment) {
		starting(place);
		return this.run.resources()
			.open(() -> ServerProcess.start(place.key(), this.run.directory(), command, environment));
	}

	private void starting(Place place) {
		this.run.say("starting " + place.label());
	}

	private static List<String> ports(int port, int management) {
		return List.of("--server.port=" + port, "--management.server.port=" + management);
	}

	private static URI local(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

}
