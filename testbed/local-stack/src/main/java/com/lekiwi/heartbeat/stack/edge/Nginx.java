package com.lekiwi.heartbeat.stack.edge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.process.ProcessSpec;
import com.lekiwi.heartbeat.stack.state.StateDirectory;

/** How nginx is started. */
public final class Nginx {

	/** The process's name. */
	public static final String NAME = "nginx";

	private static final Duration START_DEADLINE = Duration.ofSeconds(10);

	private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);

	private Nginx() {
	}

	/**
	 * Finds the program. Debian puts it where an ordinary user's path does not reach.
	 * @return the program; empty when it is not installed
	 */
	public static Optional<Path> program() {
		Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
		return Stream.concat(path, Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin"))
			.filter((directory) -> !directory.isEmpty())
			.map((directory) -> Path.of(directory, NAME))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * How it is started for a stack.
	 * @param deployed the directory with {@code nginx.conf}
	 * @param state where it may write
	 * @param ports where it listens and what it finds where
	 * @param legacy whether there is a split, and which at first
	 * @return the process to start
	 */
	public static ProcessSpec spec(Path deployed, StateDirectory state, PortPlan ports, LegacySide legacy) {
		Path program = program().orElseThrow(() -> new StackException(
				"nginx is not installed: sudo apt-get install -y --no-install-recommends nginx-light"));
		Path configuration = NginxFiles.place(deployed.toAbsolutePath().normalize(), state.nginxFiles(), ports,
				legacy.present());
		if (legacy.present()) {
			TrafficSplit.place(scripts(deployed), program, state, ports, globals(), legacy.newPercent());
		}
		return new ProcessSpec(NAME, ports.of(PortPlan.EDGE),
				List.of(program.toString(), "-e", "stderr", "-p", state.nginx().toString(), "-c",
						configuration.toString(), "-g", "daemon off; " + globals()),
				Map.of(), state.log(NAME), ports.url(PortPlan.EDGE, "/.edge/alive"), START_DEADLINE, STOP_DEADLINE);
	}

	/**
	 * Changes the split of an nginx that runs, as a person does it.
	 * @param deployed the directory with {@code nginx.conf}
	 * @param state where it runs
	 * @param percent how many percent of the robots the new system is to serve
	 */
	public static void split(Path deployed, StateDirectory state, int percent) {
		TrafficSplit.change(scripts(deployed), state, percent);
	}

	/**
	 * Where it logs each request.
	 * @param state where it may write
	 * @return a file
	 */
	public static Path accessLog(StateDirectory state) {
		return state.nginx().resolve("logs").resolve("access.log");
	}

	/**
	 * The scripts that go with a deployment.
	 * @param deployed the directory with {@code nginx.conf}
	 * @return a directory
	 */
	static Path scripts(Path deployed) {
		return deployed.toAbsolutePath().normalize().resolveSibling("scripts");
	}

	/** As root, nginx would run its workers as somebody who cannot reach our files. */
	private static String globals() {
		return System.getProperty("user.name").equals("root") ? "user root;" : "";
	}

}
