package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.Collection;
import java.util.function.IntPredicate;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/**
 * A stretch of time. A beat belongs to it that was to be sent in it.
 *
 * @param from a reading of {@link System#nanoTime()}
 * @param to the same
 */
record Window(long from, long to) {

	boolean holds(Beat beat) {
		return beat.due() >= this.from && beat.due() < this.to;
	}

	/**
	 * How long some robots waited for their answers.
	 * @param beats all beats
	 * @param robots which robots
	 * @return their latencies
	 * @throws BenchmarkException if none of them beat
	 */
	Latencies latencies(Collection<Beat> beats, IntPredicate robots) {
		Latencies latencies = new Latencies();
		beats.stream()
			.filter(beat -> holds(beat) && robots.test(beat.robot()))
			.forEach(beat -> latencies.add(beat.latencyMs()));
		if (latencies.count() == 0) {
			throw new BenchmarkException("a window holds no beats");
		}
		return latencies;
	}

}
