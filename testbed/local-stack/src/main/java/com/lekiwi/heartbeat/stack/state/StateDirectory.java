package com.lekiwi.heartbeat.stack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a stack keeps, and where.
 *
 * @param root the directory that holds it all
 */
public record StateDirectory(Path root) {

	/** Makes the path absolute. */
	public StateDirectory {
		root = root.toAbsolutePath().normalize();
	}

	/**
	 * Makes the directories that are missing.
	 * @return this
	 */
	public StateDirectory create() {
		try {
			for (Path directory : List.of(logs(), run(), cache(), nginx().resolve("logs"))) {
				Files.createDirectories(directory);
			}
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Removes what the system remembers. Logs and the cache of extracted jars stay. */
	public void wipe() {
		for (Path data : List.of(postgres(), redis(), passwords(), nginxFiles())) {
			delete(data);
		}
	}

	/**
	 * Deletes a file, or a directory with all that is in it.
	 * @param path what may be there
	 */
	public static void delete(Path path) {
		if (!Files.exists(path)) {
			return;
		}
		try (Stream<Path> files = Files.walk(path)) {
			// A directory comes before what is in it, so from the end.
			for (Path file : files.toList().reversed()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * PostgreSQL's data.
	 * @return a directory
	 */
	public Path postgres() {
		return this.root.resolve("postgres");
	}

	/**
	 * Redis's working directory.
	 * @return a directory
	 */
	public Path redis() {
		return this.root.resolve("redis");
	}

	/**
	 * The directory nginx runs in.
	 * @return a directory
	 */
	public Path nginx() {
		return this.root.resolve("nginx");
	}

	/**
	 * nginx's configuration, the live split among it.
	 * @return a directory
	 */
	public Path nginxFiles() {
		return nginx().resolve("conf");
	}

	/**
	 * What can be made again: extracted jars, unpacked binaries.
	 * @return a directory
	 */
	public Path cache() {
		return this.root.resolve("cache");
	}

	/**
	 * What tells about the run that goes on.
	 * @return a directory
	 */
	public Path run() {
		return this.root.resolve("run");
	}

	/**
	 * All logs.
	 * @return a directory
	 */
	public Path logs() {
		return this.root.resolve("logs");
	}

	/**
	 * The log of one process.
	 * @param name the process's name
	 * @return a file
	 */
	public Path log(String name) {
		return logs().resolve(name + ".log");
	}

	/**
	 * The passwords, for the owner's eyes only.
	 * @return a file
	 */
	public Path passwords() {
		return this.root.resolve("passwords.properties");
	}

}
