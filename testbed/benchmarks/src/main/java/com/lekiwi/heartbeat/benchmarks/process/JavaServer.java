package com.lekiwi.heartbeat.benchmarks.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** How every Java server is started here: same Java, same flags. */
public final class JavaServer {

	/** The flags of all servers. */
	public static final List<String> FLAGS = List.of("-Xmx512m", "-XX:+UseParallelGC");

	private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

	private static final long GC_DEADLINE_SECONDS = 30;

	private JavaServer() {
	}

	/**
	 * The command for a jar that can be run.
	 * @param jar the jar
	 * @param arguments the program's arguments
	 * @return a command
	 */
	public static List<String> ofJar(Path jar, List<String> arguments) {
		return command(List.of("-jar", jar.toString()), arguments);
	}

	/**
	 * The command for a jar that needs more room than others.
	 * @param jar the jar
	 * @param heapMb the largest heap
	 * @param arguments the program's arguments
	 * @return a command
	 */
	public static List<String> ofJar(Path jar, int heapMb, List<String> arguments) {
		return command(List.of("-Xmx" + heapMb + "m", "-jar", jar.toString()), arguments);
	}

	/**
	 * The command for a class.
	 * @param jar a jar whose manifest names its class path
	 * @param main the class
	 * @param arguments the program's arguments
	 * @return a command
	 */
	public static List<String> ofClass(Path jar, Class<?> main, List<String> arguments) {
		return command(List.of("-cp", jar.toString(), main.getName()), arguments);
	}

	private static List<String> command(List<String> what, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(BIN.resolve("java").toString());
		command.addAll(FLAGS);
		command.addAll(what);
		command.addAll(arguments);
		return List.copyOf(command);
	}

	/**
	 * Makes a Java process collect its garbage, and waits for that.
	 * @param pid the process
	 * @throws BenchmarkException if it does not; {@code jcmd} comes with a JDK
	 */
	public static void collectGarbage(long pid) {
		try {
			Process jcmd = new ProcessBuilder(BIN.resolve("jcmd").toString(), Long.toString(pid), "GC.run")
				.redirectErrorStream(true)
				.redirectOutput(Redirect.DISCARD)
				.start();
			if (!jcmd.waitFor(GC_DEADLINE_SECONDS, TimeUnit.SECONDS)) {
				jcmd.destroyForcibly();
			}
			if (jcmd.waitFor() != 0) {
				throw new BenchmarkException("jcmd " + pid + " GC.run ended with " + jcmd.exitValue());
			}
		}
		catch (IOException ex) {
			throw new BenchmarkException("jcmd does not start: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
	}

}
