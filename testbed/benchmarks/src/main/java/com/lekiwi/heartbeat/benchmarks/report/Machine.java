package com.lekiwi.heartbeat.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * On what a benchmark ran.
 *
 * @param cores processors that this process may use
 * @param memoryMb main memory
 * @param cpu the processor's model
 * @param os the operating system
 * @param java the Java runtime of this program and of the servers
 * @param load how many processes wanted a processor in the last minute, before the run: a
 * machine that is busy with other things gives figures that mean little
 */
public record Machine(int cores, @JsonProperty("memory_mb") long memoryMb, String cpu, String os, String java,
		double load) {

	/**
	 * Looks at this machine.
	 * @return what it is
	 */
	public static Machine current() {
		return new Machine(Runtime.getRuntime().availableProcessors(),
				Long.parseLong(field("/proc/meminfo", "MemTotal", "0 kB").replaceAll("\\D", "")) / 1024,
				field("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
				System.getProperty("os.name") + " " + System.getProperty("os.version"),
				System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	/**
	 * Describes the machine.
	 * @return one line
	 */
	public String line() {
		return String.format(Locale.ROOT, "%s, %d cores, %d MB; %s; Java %s; load before the run %.1f", this.cpu,
				this.cores, this.memoryMb, this.os, this.java, this.load);
	}

	private static String field(String file, String name, String otherwise) {
		try (Stream<String> lines = Files.lines(Path.of(file))) {
			return lines.filter(line -> line.startsWith(name))
				.findFirst()
				.map(line -> line.substring(line.indexOf(':') + 1).strip())
				.orElse(otherwise);
		}
		catch (IOException ex) {
			// Not on Linux: said as it is.
			return otherwise;
		}
	}

}
