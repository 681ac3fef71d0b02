package com.lekiwi.heartbeat.stack.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, as a person runs it. */
final class CommandRun {

	private final Path output;

	private final Process process;

	private CommandRun(Path output, Process process) {
		this.output = output;
		this.process = process;
	}

	static CommandRun start(Path directory, Path root, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m", "-XX:+UseSerialGC",
				"-cp", System.getProperty("java.class.path"), Heartbeat.class.getName(), "--root", root.toString()));
		command.addAll(List.of(arguments));
		Path output = Files.createTempFile(directory, "output", ".txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		return new CommandRun(output, process);
	}

	String output() throws IOException {
		return Files.readString(this.output, StandardCharsets.UTF_8);
	}

	int exitCode() throws InterruptedException {
		return this.process.waitFor();
	}

	ProcessHandle handle() {
		return this.process.toHandle();
	}

}
