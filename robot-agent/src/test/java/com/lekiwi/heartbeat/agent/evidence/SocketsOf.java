package com.lekiwi.heartbeat.agent.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TCP sockets that a process has, as the kernel lists them.
 *
 * @param pid the process
 */
record SocketsOf(long pid) {

	private static final int LOCAL = 1;

	private static final int REMOTE = 2;

	private static final int INODE = 9;

	/** Ports on either end of its sockets. */
	List<Integer> ports() throws IOException {
		Set<String> inodes = inodes();
		List<Integer> ports = new ArrayList<>();
		for (String table : List.of("tcp", "tcp6")) {
			try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(this.pid), "net", table))) {
				lines.skip(1)
					.map((line) -> line.strip().split("\\s+"))
					.filter((fields) -> inodes.contains(fields[INODE]))
					.forEach((fields) -> {
						ports.add(port(fields[LOCAL]));
						ports.add(port(fields[REMOTE]));
					});
			}
		}
		return ports;
	}

	private Set<String> inodes() throws IOException {
		Set<String> inodes = new HashSet<>();
		try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(this.pid), "fd"))) {
			for (Path file : files.toList()) {
				String target = target(file);
				if (target.startsWith("socket:[")) {
					inodes.add(target.substring("socket:[".length(), target.length() - 1));
				}
			}
		}
		return inodes;
	}

	private static String target(Path file) throws IOException {
		try {
			return Files.readSymbolicLink(file).toString();
		}
		catch (NoSuchFileException ex) {
			// It was closed meanwhile.
			return "";
		}
	}

	private static int port(String address) {
		return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
	}

}
