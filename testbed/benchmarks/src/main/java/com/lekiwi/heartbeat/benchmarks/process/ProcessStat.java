package com.lekiwi.heartbeat.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/** What Linux says about processes. Times are of the user and of the kernel together. */
public final class ProcessStat {

	/** The kernel's USER_HZ, which is 100 wherever Java runs. */
	private static final double TICKS_PER_SECOND = 100;

	/** Fields of {@code /proc/[pid]/stat} after the name in brackets; see proc(5). */
	private static final int UTIME = 11;

	private static final int STIME = 12;

	private static final int CUTIME = 13;

	private static final int CSTIME = 14;

	private static final int THREAD_NAME = 15;

	private ProcessStat() {
	}

	/**
	 * The processor time of a process.
	 * @param pid its number
	 * @return seconds
	 */
	public static double cpuSeconds(long pid) {
		return cpuSeconds(fields(pid));
	}

	private static double cpuSeconds(String[] fields) {
		return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
	}

	/**
	 * The processor time of some threads of a process.
	 * @param pid the process
	 * @param names as the threads are called, of which the kernel keeps 15 letters
	 * @return seconds; of all threads with one of these names
	 */
	public static double threadCpuSeconds(long pid, Set<String> names) {
		Set<String> kept = names.stream()
			.map(name -> name.substring(0, Math.min(name.length(), THREAD_NAME)))
			.collect(Collectors.toSet());
		try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
			double seconds = 0;
			for (Path thread : threads.toList()) {
				if (kept.contains(Files.readString(thread.resolve("comm")).strip())) {
					seconds += cpuSeconds(fields(thread.resolve("stat")));
				}
			}
			return seconds;
		}
		catch (IOException ex) {
			throw new BenchmarkException("process " + pid + " cannot be looked at: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The processor time of a process with all its children, also those that have ended.
	 * @param pid its number
	 * @return seconds
	 */
	public static double cpuSecondsWithChildren(long pid) {
		String[] fields = fields(pid);
		double ended = (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) / TICKS_PER_SECOND;
		try (Stream<ProcessHandle> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children)) {
			return cpuSeconds(pid) + ended
					+ children.filter(ProcessHandle::isAlive).mapToDouble(child -> cpuOrNone(child.pid())).sum();
		}
	}

	/**
	 * A child may end while it is looked at; its time is its parent's by the next look.
	 */
	private static double cpuOrNone(long pid) {
		return Files.exists(Path.of("/proc", Long.toString(pid), "stat")) ? cpuSeconds(pid) : 0;
	}

	/**
	 * The main memory that a process occupies.
	 * @param pid its number
	 * @return its resident set in megabytes
	 */
	public static double residentMb(long pid) {
		try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
			return lines.filter(line -> line.startsWith("VmRSS:"))
				.mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
				.sum() / 1024.0;
		}
		catch (IOException ex) {
			throw new BenchmarkException("process " + pid + " cannot be looked at: " + ex.getMessage(), ex);
		}
	}

	private static String[] fields(long pid) {
		try {
			return fields(Path.of("/proc", Long.toString(pid), "stat"));
		}
		catch (IOException ex) {
			throw new BenchmarkException("process " + pid + " cannot be looked at: " + ex.getMessage(), ex);
		}
	}

	private static String[] fields(Path file) throws IOException {
		String stat = Files.readString(file);
		// The name may hold spaces and brackets of its own.
		return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
	}

}
