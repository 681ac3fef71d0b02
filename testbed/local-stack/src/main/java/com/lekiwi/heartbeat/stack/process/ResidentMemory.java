package com.lekiwi.heartbeat.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory processes hold, as Linux tells; 0 where it does not. */
public final class ResidentMemory {

	private static final long KILOBYTES = 1024;

	private ResidentMemory() {
	}

	/**
	 * The memory of a process with its children. Of these only their own pages count, or
	 * PostgreSQL's shared buffers would be counted once for each connection.
	 * @param process the process
	 * @param children its children and theirs
	 * @return megabytes
	 */
	public static long megabytes(ProcessHandle process, List<ProcessHandle> children) {
		long kilobytes = field(process, "VmRSS:");
		for (ProcessHandle child : children) {
			kilobytes += field(child, "RssAnon:");
		}
		return kilobytes / KILOBYTES;
	}

	private static long field(ProcessHandle process, String name) {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))
				.stream()
				.filter((line) -> line.startsWith(name))
				.map((line) -> line.replaceAll("\\D", ""))
				.mapToLong(Long::parseLong)
				.sum();
		}
		catch (IOException ex) {
			// It ended just now, or this is no Linux.
			return 0;
		}
	}

}
