package com.lekiwi.heartbeat.benchmarks.ingest;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import com.lekiwi.heartbeat.benchmarks.process.ServerProcess;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.wrk.WrkScript;
import org.jspecify.annotations.Nullable;

/**
 * A server that is loaded in turn with others.
 *
 * @param place which of the contestants it is
 * @param server its process
 * @param port its port on 127.0.0.1
 * @param managementPort where its metrics are; 0 if it shows none
 * @param script what it is loaded with
 * @param count its own count of what it took, to be held against its answers;
 * {@code null} if it keeps none
 */
record Contestant(Place place, ServerProcess server, int port, int managementPort, WrkScript script,
		@Nullable LongSupplier count) {

	/** Longer than a commit takes. */
	private static final Duration PAUSE = Duration.ofMillis(250);

	private static final int LOOKS = 40;

	/** The contestants, in the order of their turns. */
	enum Place {

		/** The endpoint doing nothing. */
		FLOOR("floor", "floor: does nothing"),

		/** state-manager as it is. */
		DURABLE("durable", "durable: group commit"),

		/** state-manager with one beat a commit. */
		PER_ROW("per_row", "per row: one commit a beat"),

		/** Eureka, a site's robots of one type in one application. */
		EUREKA("eureka", "Eureka: by site and type"),

		/** Eureka at its best, an application a robot. */
		EUREKA_BEST("eureka_best", "Eureka: a robot an app");

		private final String key;

		private final String label;

		Place(String key, String label) {
			this.key = key;
			this.label = label;
		}

		/** How the keys of its figures begin. */
		String key() {
			return this.key;
		}

		/** What to call it in a table. */
		String label() {
			return this.label;
		}

	}

	/**
	 * What it has taken so far, by its own count. Requests whose client has hung up may
	 * still be on their way: waits until the count stands still.
	 * @throws BenchmarkException if it goes on growing
	 */
	long taken() {
		if (this.count == null) {
			return 0;
		}
		long last = this.count.getAsLong();
		for (int look = 0; look < LOOKS; look++) {
			pause();
			long now = this.count.getAsLong();
			if (now == last) {
				return now;
			}
			last = now;
		}
		throw new BenchmarkException(this.place.label() + ": goes on taking after all clients have hung up");
	}

	private static void pause() {
		LockSupport.parkNanos(PAUSE.toNanos());
		if (Thread.interrupted()) {
			throw new BenchmarkException("interrupted");
		}
	}

}
