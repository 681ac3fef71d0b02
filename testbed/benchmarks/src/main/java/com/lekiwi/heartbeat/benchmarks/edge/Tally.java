package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** Counts what clients of the edge saw, over everything that is measured. */
final class Tally {

	private final LongAdder requests = new LongAdder();

	private final LongAdder retried = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder unnamed = new LongAdder();

	private final AtomicReference<@Nullable String> firstFault = new AtomicReference<>();

	/**
	 * Counts a request.
	 * @param answer what became of it
	 * @param good whether its client saw a good answer
	 */
	void count(Answer answer, boolean good) {
		this.requests.increment();
		if (answer.retried()) {
			this.retried.increment();
		}
		if (good && answer.system().isEmpty()) {
			this.unnamed.increment();
		}
		if (!good) {
			this.failed.increment();
			this.firstFault.compareAndSet(null, answer.fault().isEmpty()
					? "answer " + answer.status() + " " + answer.body().strip() : answer.fault());
		}
	}

	long requests() {
		return this.requests.sum();
	}

	/** Requests that were sent twice, because a connection was closed under them. */
	long retried() {
		return this.retried.sum();
	}

	/** Requests whose client saw an error, or no answer. */
	long failed() {
		return this.failed.sum();
	}

	/** Good answers that do not say which side they are of. */
	long unnamed() {
		return this.unnamed.sum();
	}

	Optional<String> firstFault() {
		return Optional.ofNullable(this.firstFault.get());
	}

}
