package com.lekiwi.heartbeat.stack.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stack.process.ProcessLog;
import com.lekiwi.heartbeat.stack.state.StateDirectory;

/**
 * Puts a jar with its libraries into the cache, once for each of its versions: a later
 * build does not pull it from under what runs. A Spring Boot jar is taken apart on the
 * way: it starts faster so, and only so can it use an AOT cache.
 */
final class ProgramJar {

	/** Says beside a jar that it is Spring Boot's, which can end once it has started. */
	static final String SPRING_BOOT = "spring-boot";

	private static final String LIBRARIES = "lib";

	private static final int BUFFER = 64 << 10;

	private static final int KEY_DIGITS = 16;

	private ProgramJar() {
	}

	/**
	 * The jar to start.
	 * @param jar as the build made it
	 * @param state holds the cache
	 * @return the jar in the cache
	 */
	static Path startable(Path jar, StateDirectory state) {
		if (!Files.exists(jar)) {
			throw new StackException(jar + " is missing: has it been built?");
		}
		try {
			String name = jar.getFileName().toString();
			String prefix = name.substring(0, name.lastIndexOf('.')) + "-";
			Path directory = state.cache().resolve(prefix + checksum(jar));
			if (!Files.exists(directory)) {
				removeOlder(state.cache(), prefix);
				Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
				StateDirectory.delete(partial);
				if (isBootJar(jar)) {
					extract(jar, partial, state);
					Files.createFile(partial.resolve(SPRING_BOOT));
				}
				else {
					copy(jar, partial);
				}
				// In one step: a directory of that name is complete.
				Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
			}
			return directory.resolve(name);
		}
		catch (IOException ex) {
			throw new StackException("Cannot read " + jar + ": " + ex.getMessage(), ex);
		}
	}

	private static boolean isBootJar(Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			return file.getEntry("BOOT-INF/") != null;
		}
	}

	/** Over the jar and, unless it holds them itself, its libraries. */
	private static String checksum(Path jar) throws IOException {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			add(jar, digest);
			for (Path library : libraries(jar)) {
				add(library, digest);
			}
			return HexFormat.of().formatHex(digest.digest()).substring(0, KEY_DIGITS);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	private static void add(Path file, MessageDigest digest) throws IOException {
		byte[] buffer = new byte[BUFFER];
		try (InputStream input = Files.newInputStream(file)) {
			for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
				digest.update(buffer, 0, read);
			}
		}
	}

	private static void removeOlder(Path cache, String prefix) throws IOException {
		list(cache).stream()
			.filter((entry) -> entry.getFileName().toString().startsWith(prefix))
			.forEach(StateDirectory::delete);
	}

	private static void extract(Path jar, Path destination, StateDirectory state) {
		Path log = state.log("extract");
		ProcessLog lines = new ProcessLog(log);
		lines.begin();
		int exit = JavaCommand.run(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools", "-jar",
				jar.toString(), "extract", "--destination", destination.toString()), Map.of(), log);
		if (exit != 0) {
			throw new StackException("Cannot extract " + jar + ", log " + log + "\n" + lines.tail());
		}
	}

	private static void copy(Path jar, Path destination) throws IOException {
		Path libraries = Files.createDirectories(destination.resolve(LIBRARIES));
		Files.copy(jar, destination.resolve(jar.getFileName()));
		for (Path library : libraries(jar)) {
			Files.copy(library, libraries.resolve(library.getFileName()));
		}
	}

	private static List<Path> libraries(Path jar) throws IOException {
		Path directory = jar.resolveSibling(LIBRARIES);
		return (Files.isDirectory(directory) && !isBootJar(jar)) ? list(directory) : List.of();
	}

	private static List<Path> list(Path directory) throws IOException {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.sorted().toList();
		}
	}

}
