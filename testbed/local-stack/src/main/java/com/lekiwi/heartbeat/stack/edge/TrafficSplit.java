package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.state.StateDirectory;

/**
 * The split between the legacy and the new system, placed by the same script that a
 * deployment uses. A split that an earlier start left is kept.
 */
final class TrafficSplit {

	private static final Set<Path> STATE = Set.of(Path.of("split", "split.conf"), Path.of("split", "rollback.conf"));

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
	 * Tells the scripts where the edge is, and has them write the first split. Files of
	 * nginx without a split are left alone.
	 * @param scripts the directory of the scripts
	 * @param program nginx
	 * @param state where nginx runs
	 * @param ports what is where
	 * @param globals nginx's global directives
	 */
	static void place(Path scripts, Path program, StateDirectory state, PortPlan ports, String globals) {
		if (!Files.isDirectory(state.nginxFiles().resolve("split"))) {
			return;
		}
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
			ProcessBuilder init = new ProcessBuilder(scripts.resolve("update_traffic_split.sh").toString(), "--init")
				.redirectErrorStream(true);
			init.environment().put("HEARTBEAT_EDGE_ENV", settings(state).toString());
			Process process = init.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new StackException("Cannot write the first split: " + output.strip());
			}
		}
		catch (IOException ex) {
			throw new StackException("Cannot write the first split: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StackException("interrupted while writing the first split", ex);
		}
	}

	private static String address(PortPlan ports, int documented) {
		return "127.0.0.1:" + ports.of(documented);
	}

}
