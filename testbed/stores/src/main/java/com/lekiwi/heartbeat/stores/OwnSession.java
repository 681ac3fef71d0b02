package com.lekiwi.heartbeat.stores;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts a child in a session of its own, so that a Ctrl-C in the terminal reaches the
 * parent only: the parent then stops its children in order.
 */
public final class OwnSession {

	private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

	private OwnSession() {
	}

	/**
	 * Puts {@code setsid} before a command. It replaces itself by the command, so the
	 * process id is the command's. Where there is no {@code setsid} (macOS) the command
	 * stays as it is.
	 * @param command a program and its arguments
	 * @return what to start
	 */
	public static List<String> of(List<String> command) {
		boolean found = SEPARATOR.splitAsStream(System.getenv().getOrDefault("PATH", ""))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "setsid")));
		if (!found) {
			return List.copyOf(command);
		}
		List<String> wrapped = new ArrayList<>(command.size() + 1);
		wrapped.add("setsid");
		wrapped.addAll(command);
		return List.copyOf(wrapped);
	}

}
