package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.PortPlan;
import com.lekiwi.heartbeat.stack.StackException;

/** nginx's configuration: the deployed files themselves, or a copy with shifted ports. */
final class NginxFiles {

	private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

	private NginxFiles() {
	}

	/**
	 * The configuration for a port plan.
	 * @param deployed the directory with {@code nginx.conf}
	 * @param copy where a copy goes, if one is needed
	 * @param ports the plan
	 * @return the main file
	 */
	static Path configuration(Path deployed, Path copy, PortPlan ports) {
		if (ports.offset() == 0) {
			return deployed.resolve("nginx.conf");
		}
		try (Stream<Path> files = Files.walk(deployed)) {
			List<Path> texts = files.filter((file) -> file.toString().endsWith(".conf")).toList();
			for (Path file : texts) {
				Path target = copy.resolve(deployed.relativize(file).toString());
				Files.createDirectories(target.getParent());
				Files.writeString(target, shifted(Files.readString(file), ports));
			}
			return copy.resolve("nginx.conf");
		}
		catch (IOException ex) {
			throw new StackException("Cannot copy nginx's files from " + deployed + ": " + ex.getMessage(), ex);
		}
	}

	private static String shifted(String text, PortPlan ports) {
		return ADDRESS.matcher(text).replaceAll((match) -> "127.0.0.1:" + ports.of(Integer.parseInt(match.group(1))));
	}

}
