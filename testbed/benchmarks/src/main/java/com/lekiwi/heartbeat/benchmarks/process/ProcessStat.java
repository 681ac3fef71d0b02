package com.lekiwi.heartbeat.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

	private ProcessStat() {
	}

	/**
	 * The processor time of a process.
	 * @param pid its number
	 * @return seconds
	 */
	public static double cpuSeconds(long pid) {
		String[] fields = fields(pid);
		return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
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
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
			// The name may hold spaces and brackets of its own.
			return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
		}
		catch (IOException ex) {
			throw new BenchmarkException("process " + pid + " cannot be looked at: " + ex.getMessage(), ex);
		}
	}

}
