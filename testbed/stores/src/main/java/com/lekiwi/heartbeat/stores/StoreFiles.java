package com.lekiwi.heartbeat.stores;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The directory and the log of one server.
 *
 * @param directory the server's data
 * @param temporary whether the directory goes with the server
 * @param log is appended to
 */
record StoreFiles(Path directory, boolean temporary, Path log) {

	static StoreFiles of(String name, @Nullable Path directory, @Nullable Path log) {
		try {
			Path parent = (directory != null) ? directory.toAbsolutePath()
					: Files.createTempDirectory("heartbeat-" + name + "-");
			// The server makes its own directory private to its user.
			Path data = (directory != null) ? parent : parent.resolve("data");
			Path file = (log != null) ? log.toAbsolutePath() : data.resolveSibling(name + ".log");
			Files.createDirectories(data);
			Files.createDirectories(file.getParent());
			return new StoreFiles(data, directory == null, file);
		}
		catch (IOException ex) {
			throw new StoreException("No directory for " + name, ex);
		}
	}

	/**
	 * The end of the log, to show with an error.
	 * @return up to 10 lines
	 */
	String logTail() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
		}
		catch (IOException ex) {
			return "(no log: " + ex.getMessage() + ")";
		}
	}

	/** Deletes a temporary directory with all that is in it, and its log. */
	void clean() {
		if (!this.temporary) {
			return;
		}
		try {
			Files.walkFileTree(this.directory.getParent(), new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.deleteIfExists(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
						throws IOException {
					Files.deleteIfExists(directory);
					return FileVisitResult.CONTINUE;
				}
			});
		}
		catch (IOException ex) {
			throw new StoreException("Temporary files remain in " + this.directory.getParent(), ex);
		}
	}

}
