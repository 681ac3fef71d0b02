package com.lekiwi.heartbeat.stack.service;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.stack.StackException;
import com.lekiwi.heartbeat.stores.OwnSession;

/** Runs Java programs on the Java that runs this one. */
public final class JavaCommand {

	private JavaCommand() {
	}

	/**
	 * A command.
	 * @param arguments options, program, arguments
	 * @return the command with the Java to run it on
	 */
	public static List<String> of(List<String> arguments) {
		List<String> command = new ArrayList<>(arguments.size() + 1);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		return List.copyOf(command);
	}

	/**
	 * Runs a command to its end; when this thread is interrupted, the command is ended.
	 * @param arguments options, program, arguments
	 * @param environment is added to our own
	 * @param log is appended to
	 * @return the exit code
	 */
	static int run(List<String> arguments, Map<String, String> environment, Path log) {
		return runToEnd(of(arguments), environment, log);
	}

	/**
	 * The same, with what processor time nobody else wants.
	 * @param arguments options, program, arguments
	 * @param environment is added to our own
	 * @param log is appended to
	 * @return the exit code
	 */
	static int runInBackground(List<String> arguments, Map<String, String> environment, Path log) {
		List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
		command.addAll(of(arguments));
		return runToEnd(command, environment, log);
	}

	private static int runToEnd(List<String> command, Map<String, String> environment, Path log) {
		ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command)).redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(log.toFile()));
		builder.environment().putAll(environment);
		Process process = null;
		try {
			process = builder.start();
			return process.waitFor();
		}
		catch (IOException ex) {
			throw new StackException("Java cannot be started: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new StackException("interrupted while Java ran", ex);
		}
	}

}
