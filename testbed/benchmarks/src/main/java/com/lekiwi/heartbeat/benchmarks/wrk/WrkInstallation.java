package com.lekiwi.heartbeat.benchmarks.wrk;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** Sees to it that wrk is there: it is a Debian package. */
public final class WrkInstallation {

	private static final List<String> INSTALL = List.of("apt-get", "install", "--yes", "--no-install-recommends",
			"wrk");

	private static final long DEADLINE_SECONDS = 180;

	private WrkInstallation() {
	}

	/**
	 * Installs wrk where it is missing and this user may.
	 * @throws BenchmarkException if it is still missing; says what to do
	 */
	public static void require() {
		if (isThere("wrk")) {
			return;
		}
		if (isThere("apt-get") && (succeeds(asRoot(List.of())) || succeeds(asRoot(List.of("sudo", "-n"))))
				&& isThere("wrk")) {
			return;
		}
		throw new BenchmarkException("wrk is missing; install it: sudo apt-get install wrk");
	}

	/**
	 * Says whether a program can be found.
	 * @param program its name
	 * @return whether it is on the path
	 */
	public static boolean isThere(String program) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Pattern.compile(":")
			.splitAsStream(path)
			.anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
	}

	private static List<String> asRoot(List<String> prefix) {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(INSTALL);
		return command;
	}

	private static boolean succeeds(List<String> command) {
		if (!isThere(command.getFirst())) {
			return false;
		}
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD);
			builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
			Process process = builder.start();
			if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
				process.destroy();
				return false;
			}
			return process.exitValue() == 0;
		}
		catch (IOException ex) {
			// It cannot be run: as good as refused.
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
