package com.lekiwi.heartbeat.state.heartbeat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The beats of one request, and the thread that waits for what becomes of them. Only the
 * thread that made it may wait.
 * <p>
 * It waits without a time-out of its own: a timed wait of a virtual thread is a task in a
 * scheduler, which costs more than the wait. {@link GroupCommit} settles what is too old.
 */
final class Submission {

	private final Thread waiter = Thread.currentThread();

	private final long startedAt = System.nanoTime();

	private final AtomicReferenceArray<BeatOutcome> outcomes;

	private final AtomicInteger open;

	Submission(int beats) {
		this.outcomes = new AtomicReferenceArray<>(beats);
		this.open = new AtomicInteger(beats);
	}

	/** Settles one beat; only the first time counts. */
	void settle(int position, BeatOutcome outcome) {
		if (this.outcomes.compareAndSet(position, null, outcome) && this.open.decrementAndGet() == 0) {
			LockSupport.unpark(this.waiter);
		}
	}

	/** How long it has been waiting, in nanoseconds. */
	long age() {
		return System.nanoTime() - this.startedAt;
	}

	/**
	 * Waits until every beat is settled.
	 * @return an outcome a beat
	 */
	List<BeatOutcome> await() {
		while (this.open.get() > 0) {
			// Interrupts are not for us; nobody of ours interrupts a request.
			LockSupport.park(this);
		}
		List<BeatOutcome> result = new ArrayList<>(this.outcomes.length());
		for (int i = 0; i < this.outcomes.length(); i++) {
			result.add(this.outcomes.get(i));
		}
		return result;
	}

}
