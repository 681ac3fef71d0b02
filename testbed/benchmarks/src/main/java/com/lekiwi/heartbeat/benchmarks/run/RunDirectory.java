package com.lekiwi.heartbeat.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for one run, next to the program and not where temporary files are: there
 * {@code fsync} may be free of charge, as those are often kept in memory.
 */
public final class RunDirectory implements AutoCloseable {

	private final Path path;

	private volatile boolean kept;

	/**
	 * Makes the directory.
	 * @param parent where to make it
	 * @param name the benchmark's name
	 */
	public RunDirectory(Path parent, String name) {
		try {
			this.path = Files.createTempDirectory(parent, "bench-" + name + "-");
		}
		catch (IOException ex) {
			throw new BenchmarkException("no directory for the run in " + parent + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * The directory.
	 * @return its path
	 */
	public Path path() {
		return this.path;
	}

	/** Keeps the directory, for the logs in it. */
	public void keep() {
		this.kept = true;
	}

	@Override
	public void close() {
		if (this.kept) {
			return;
		}
		try (Stream<Path> paths = Files.walk(this.path)) {
			List<Path> children = paths.sorted(Comparator.reverseOrder()).toList();
			for (Path child : children) {
				Files.deleteIfExists(child);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
