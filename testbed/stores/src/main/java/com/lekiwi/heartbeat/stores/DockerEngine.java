package com.lekiwi.heartbeat.stores;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.testcontainers.DockerClientFactory;

/** Says whether a Docker engine answers. */
final class DockerEngine {

	private static final List<String> SOCKETS = List.of("/var/run/docker.sock", "/run/docker.sock");

	private DockerEngine() {
	}

	/**
	 * Asks the engine, but only where there may be one: asking loads much code.
	 * @param environment the process's environment
	 * @return whether one answers
	 */
	static boolean answers(Map<String, String> environment) {
		return mayExist(environment) && DockerClientFactory.instance().isDockerAvailable();
	}

	private static boolean mayExist(Map<String, String> environment) {
		if (environment.containsKey("DOCKER_HOST")) {
			return true;
		}
		if (SOCKETS.stream().anyMatch((socket) -> Files.exists(Path.of(socket)))) {
			return true;
		}
		String home = environment.getOrDefault("HOME", "");
		String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
		return Files.exists(Path.of(home, ".docker", "run", "docker.sock"))
				|| Files.exists(Path.of(home, ".testcontainers.properties"))
				|| Files.exists(Path.of(runtime, "docker.sock"));
	}

}
