package com.lekiwi.heartbeat.stack.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script of the deployment, run as a person runs it.
 *
 * @param exitCode as the shell sees it
 * @param output what it said to both streams
 * @param errors what it said to the second
 */
record ScriptRun(int exitCode, String output, String errors) {

	private static final Path SCRIPTS = Nginx.scripts(Path.of("../../deploy/nginx"));

	private static final long DEADLINE_S = 40;

	static Path script(String name) {
		return SCRIPTS.resolve(name);
	}

	static ScriptRun of(Map<String, String> environment, List<String> command) throws Exception {
		return of(start(environment, command));
	}

	static Process start(Map<String, String> environment, List<String> command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(SCRIPTS.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("HEARTBEAT_"));
		builder.environment().putAll(environment);
		return builder.start();
	}

	static ScriptRun of(Process process) throws Exception {
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
		return new ScriptRun(process.exitValue(), output + errors, errors);
	}

	/** The same command with no room for files, as on a disk that is full. */
	static List<String> withoutSpace(List<String> command) {
		List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 0; exec \"$@\"", "limited"));
		limited.addAll(command);
		return limited;
	}

	/** A directory with these programs, and no others. */
	static Path pathWith(Path directory, List<String> programs) throws IOException {
		Files.createDirectories(directory);
		for (String program : programs) {
			Path wrapper = directory.resolve(program);
			Files.writeString(wrapper,
					"#!%s\nexec %s \"$@\"\n".formatted(find("bash").orElseThrow(), find(program).orElseThrow()));
			Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
		}
		return directory;
	}

	static Optional<Path> find(String program) {
		return Stream.of(System.getenv("PATH").split(":", -1))
			.map((part) -> Path.of(part, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	ScriptRun succeeded() {
		assertThat(this.exitCode).as(this.output).isZero();
		return this;
	}

	ScriptRun failed(int code, String... messages) {
		assertThat(this.exitCode).as(this.output).isEqualTo(code);
		assertThat(this.errors).contains(messages);
		return this;
	}

}
