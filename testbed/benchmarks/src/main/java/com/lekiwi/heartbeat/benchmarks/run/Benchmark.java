package com.lekiwi.heartbeat.benchmarks.run;

import com.lekiwi.heartbeat.benchmarks.report.Report;

/**
 * One benchmark: a picocli command whose options are its settings. It measures and says
 * what it found; where the report goes is not its concern.
 */
public interface Benchmark {

	/**
	 * Measures.
	 * @param run what it runs in
	 * @return what was found
	 * @throws BenchmarkException if it cannot measure, or what it measured is not sound
	 */
	Report measure(BenchmarkRun run);

}
