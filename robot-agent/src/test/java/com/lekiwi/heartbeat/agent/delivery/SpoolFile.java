package com.lekiwi.heartbeat.agent.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the agent leaves on the disk for its next run.
 *
 * @param directory the agent's state
 */
record SpoolFile(Path directory) {

	Path path() {
		return this.directory.resolve("late-beats");
	}

	/** How many beats are in it. */
	long beats() throws IOException {
		if (!Files.exists(path())) {
			return 0;
		}
		try (Stream<String> lines = Files.lines(path())) {
			return lines.count();
		}
	}

}
