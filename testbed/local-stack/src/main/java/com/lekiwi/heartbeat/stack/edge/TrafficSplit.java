package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.state.StateDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The split between the legacy and the new system, placed by the same script that a
 * deployment uses. A split that an earlier start left is kept.
 */
final class TrafficSplit {

	/** What a deployment without a legacy leaves out. */
	static final String DIRECTORY = "split";

	private static final Set<Path> STATE = Set.of(Path.of(DIRECTORY, "split.conf"),
			Path.of(DIRECTORY, "rollback.conf"));

	private TrafficSplit() {
	}

	/**
	 * Says whether a file holds the split itself.
	 * @param file a path under the directory with {@code nginx.conf}
	 * @return whether it is written by the scripts
	 */
	static boolean isState(Path file) {
		return STATE.contains(file);
	}

	/**
	 * Where the scripts learn which nginx they are for.
	 * @param state where nginx runs
	 * @return a file
	 */
	static Path settings(StateDirectory state) {
		return state.nginx().resolve("edge.env");
	}

	/**
	 * Tells the scripts where the edge is, and has them write the first split, where
	 * there is none.
	 * @param scripts the directory of the scripts
	 * @param program nginx
	 * @param state where nginx runs
	 * @param ports what is where
	 * @param globals nginx's global directives
	 * @param percent how many percent the new system serves at first; {@code null} for
	 * none
	 */
	static void place(Path scripts, Path program, StateDirectory state, PortPlan ports, String globals,
			@Nullable Integer percent) {
		Map<String, String> settings = new TreeMap<>(
				Map.of("HEARTBEAT_NGINX", program.toString(), "HEARTBEAT_NGINX_CONF", state.nginxFiles().toString(),
						"HEARTBEAT_NGINX_STATE", state.nginx().toString(), "HEARTBEAT_NGINX_GLOBALS", globals,
						"HEARTBEAT_EDGE", address(ports, PortPlan.EDGE), "HEARTBEAT_LEGACY",
						address(ports, PortPlan.LEGACY), "HEARTBEAT_ADAPTER", address(ports, PortPlan.LEGACY_ADAPTER)));
		String text = settings.entrySet()
			.stream()
			.map((setting) -> setting.getKey() + "=" + setting.getValue() + "\n")
			.collect(Collectors.joining());
		try {
			Files.writeString(settings(state), text);
		}
		catch (IOException ex) {
			throw new StackException("Cannot write the first split: " + ex.getMessage(), ex);
		}
		run(scripts, state, List.of("--init", Integer.toString((percent != null) ? percent : 0)));
	}

	/**
	 * Changes the split of an nginx that runs.
	 * @param scripts the directory of the scripts
	 * @param state where nginx runs
	 * @param percent how many percent of the robots the new system is to serve
	 */
	static void change(Path scripts, StateDirectory state, int percent) {
		run(scripts, state, List.of(Integer.toString(percent), "--reason", "asked for when the stack was started"));
	}

	private static void run(Path scripts, StateDirectory state, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(scripts.resolve("update_traffic_split.sh").toString()));
		command.addAll(arguments);
		ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
		script.environment().put("HEARTBEAT_EDGE_ENV", settings(state).toString());
		try {
			Process process = script.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new StackException("Cannot set the split: " + output.strip());
			}
		}
		catch (IOException ex) {
			throw new StackException("Cannot set the split: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackException("interrupted while setting the split", ex);
		}
	}

	private static String address(PortPlan ports, int documented) {
		return "127.0.0.1:" + ports.of(documented);
	}

}
