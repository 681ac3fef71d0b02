package com.lekiwi.heartbeat.adapter.dialect;

import java.util.concurrent.atomic.AtomicInteger;

/** How many looks in a row failed; before the first, enough of them. */
final class Streak {

	private final int limit;

	private final AtomicInteger failures;

	Streak(int limit) {
		this.limit = limit;
		this.failures = new AtomicInteger(limit);
	}

	void add(boolean answered) {
		this.failures.updateAndGet(before -> answered ? 0 : Math.min(before + 1, this.limit));
	}

	boolean answers() {
		return this.failures.get() < this.limit;
	}

}
