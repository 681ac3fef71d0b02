package com.lekiwi.heartbeat.stack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.process.ProcessLog;

/**
 * Classes loaded and linked ahead of time, recorded from a start that ends as soon as the
 * application's context stands. It lies beside the extracted jar and goes with it. A
 * cache that does not fit, after an update of Java for example, is ignored by the virtual
 * machine.
 */
final class AotCache {

	private static final String NAME = "service.aot";

	private static final String REFUSED = "service.aot.refused";

	private AotCache() {
	}

	/**
	 * The options to start with.
	 * @param jar the jar to start
	 * @return the option for the cache, if there is one
	 */
	static List<String> options(Path jar) {
		Path cache = jar.resolveSibling(NAME);
		return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
	}

	/**
	 * Makes the cache, unless there is one, or the attempt has failed before.
	 * @param jar the extracted jar
	 * @param jvmOptions the same as those that the service starts with
	 * @param environment the service's
	 * @param log is appended to
	 */
	static void train(Path jar, List<String> jvmOptions, Map<String, String> environment, Path log) {
		Path cache = jar.resolveSibling(NAME);
		boolean ends = Files.exists(jar.resolveSibling(ProgramJar.SPRING_BOOT));
		if (!ends || Files.exists(cache) || Files.exists(jar.resolveSibling(REFUSED))) {
			return;
		}
		Path partial = jar.resolveSibling(NAME + ".partial");
		List<String> arguments = new ArrayList<>(jvmOptions);
		arguments.addAll(
				List.of("-XX:AOTCacheOutput=" + partial, "-Dspring.context.exit=onRefresh", "-jar", jar.toString()));
		// Beside the service that runs: ports of its own.
		Map<String, String> variables = new HashMap<>(environment);
		variables.put("SERVER_PORT", "0");
		variables.put("MANAGEMENT_SERVER_PORT", "0");
		new ProcessLog(log).begin();
		int exit = JavaCommand.runInBackground(arguments, variables, log);
		try {
			if (exit == 0 && Files.exists(partial)) {
				Files.move(partial, cache, StandardCopyOption.ATOMIC_MOVE);
			}
			else {
				Files.deleteIfExists(partial);
				Files.writeString(jar.resolveSibling(REFUSED), "exit code " + exit + ", log " + log + "\n");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
