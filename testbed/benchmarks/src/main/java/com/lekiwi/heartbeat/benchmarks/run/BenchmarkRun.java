package com.lekiwi.heartbeat.benchmarks.run;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What a benchmark runs in.
 *
 * @param quick whether a short look is wanted, to see that it works
 * @param directory a new directory on disk, deleted after a run that succeeds
 * @param installation where the servers are
 * @param resources closes what was opened, however the run ends
 * @param progress is told what happens
 */
public record BenchmarkRun(boolean quick, Path directory, Installation installation, OpenResources resources,
		PrintWriter progress) {

	/**
	 * Tells the user what happens.
	 * @param line one line
	 */
	public void say(String line) {
		this.progress.println(line);
		this.progress.flush();
	}

}
