package com.lekiwi.heartbeat.state.heartbeat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The beats of one request, and the thread that waits for what becomes of them. Only the
 * thread that made it may wait.
 */
final class Submission {

	private final Thread waiter = Thread.currentThread();

	/** Each place is written once, by whoever holds that beat. */
	private final @Nullable BeatOutcome[] outcomes;

	/** Counting down publishes the outcome that was set before. */
	private final AtomicInteger open;

	Submission(int beats) {
		this.outcomes = new @Nullable BeatOutcome[beats];
		this.open = new AtomicInteger(beats);
	}

	/** Settles one beat; a second time changes nothing. */
	void settle(int position, BeatOutcome outcome) {
		if (this.outcomes[position] == null) {
			this.outcomes[position] = outcome;
			if (this.open.decrementAndGet() == 0) {
				LockSupport.unpark(this.waiter);
			}
		}
	}

	/**
	 * Waits until every beat is settled.
	 * @param nanos how long at most
	 * @return an outcome a beat; those that were not settled in time are unavailable
	 */
	List<BeatOutcome> await(long nanos) {
		long deadline = System.nanoTime() + nanos;
		while (this.open.get() > 0) {
			long left = deadline - System.nanoTime();
			if (left <= 0 || Thread.currentThread().isInterrupted()) {
				break;
			}
			LockSupport.parkNanos(this, left);
		}
		List<BeatOutcome> result = new ArrayList<>(this.outcomes.length);
		for (BeatOutcome outcome : this.outcomes) {
			result.add((outcome != null) ? outcome : BeatOutcome.UNAVAILABLE);
		}
		return result;
	}

}
