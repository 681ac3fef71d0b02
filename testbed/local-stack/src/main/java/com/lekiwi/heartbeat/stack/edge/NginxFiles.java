package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;

/** nginx's configuration: a copy of the deployed files, with the stack's ports. */
final class NginxFiles {

	private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

	private NginxFiles() {
	}

	/**
	 * Places the configuration for a port plan. What an earlier start placed is replaced,
	 * except for the split, which is no deployed file.
	 * @param deployed the directory with {@code nginx.conf}
	 * @param copy where the copy goes
	 * @param ports the plan
	 * @param split whether traffic is split between a legacy and the new system
	 * @return the main file
	 */
	static Path place(Path deployed, Path copy, PortPlan ports, boolean split) {
		try {
			for (Path stale : configuration(copy)) {
				if (!TrafficSplit.isState(copy.relativize(stale))) {
					Files.delete(stale);
				}
			}
			for (Path file : configuration(deployed)) {
				Path relative = deployed.relativize(file);
				// Whoever tried the scripts on the deployed files has left one there.
				if (!TrafficSplit.isState(relative) && (split || !relative.startsWith(TrafficSplit.DIRECTORY))) {
					Path target = copy.resolve(relative.toString());
					Files.createDirectories(target.getParent());
					Files.writeString(target, shifted(Files.readString(file), ports));
				}
			}
			return copy.resolve("nginx.conf");
		}
		catch (IOException ex) {
			throw new StackException("Cannot copy nginx's files from " + deployed + ": " + ex.getMessage(), ex);
		}
	}

	private static List<Path> configuration(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".conf")).toList();
		}
	}

	private static String shifted(String text, PortPlan ports) {
		return ADDRESS.matcher(text).replaceAll((match) -> "127.0.0.1:" + ports.of(Integer.parseInt(match.group(1))));
	}

}
