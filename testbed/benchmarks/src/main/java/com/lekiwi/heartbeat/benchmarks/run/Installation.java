package com.lekiwi.heartbeat.benchmarks.run;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * Where the build put this program and the servers that it starts.
 *
 * @param directory the module's {@code target}
 */
public record Installation(Path directory) {

	/**
	 * Finds the place from which this class was loaded.
	 * @return the installation
	 */
	public static Installation ofThisProgram() {
		CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
		try {
			return new Installation(Path.of(source.getLocation().toURI()).toAbsolutePath().resolveSibling(""));
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The jar of a server.
	 * @param name its name, without {@code .jar}
	 * @return a jar that can be run
	 * @throws BenchmarkException if it was not built
	 */
	public Path server(String name) {
		return required(this.directory.resolve("servers").resolve(name + ".jar"));
	}

	/**
	 * The jar of this program, which holds servers of its own.
	 * @return a jar with its class path
	 * @throws BenchmarkException if it was not built
	 */
	public Path benchmarks() {
		return required(this.directory.resolve("benchmarks.jar"));
	}

	private static Path required(Path jar) {
		if (!Files.isReadable(jar)) {
			throw new BenchmarkException(jar + " is missing: build it with `mvn package`");
		}
		return jar;
	}

}
