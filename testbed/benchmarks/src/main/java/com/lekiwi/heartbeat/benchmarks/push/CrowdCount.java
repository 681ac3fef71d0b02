package com.lekiwi.heartbeat.benchmarks.push;

import java.util.concurrent.atomic.LongAdder;

/** What all clients together have got. */
final class CrowdCount {

	private final LongAdder messages = new LongAdder();

	private final LongAdder changes = new LongAdder();

	private final LongAdder welcomes = new LongAdder();

	private final LongAdder lost = new LongAdder();

	/** A message arrived that tells of so many changes. */
	void news(int told) {
		this.messages.increment();
		this.changes.add(told);
	}

	/** One more client was told that all is well. */
	void welcome() {
		this.welcomes.increment();
	}

	/** A client was hung up on. */
	void lost() {
		this.lost.increment();
	}

	long messages() {
		return this.messages.sum();
	}

	long changes() {
		return this.changes.sum();
	}

	long welcomes() {
		return this.welcomes.sum();
	}

	long losses() {
		return this.lost.sum();
	}

}
