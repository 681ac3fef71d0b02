package com.lekiwi.heartbeat.adapter.beat;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A beat, and the thread that waits for what becomes of it: the one that made it.
 * <p>
 * It waits without a time-out of its own: a timed wait of a virtual thread is a task in a
 * scheduler. {@link BeatRelay} settles what is too old.
 */
final class WaitingBeat {

	private final Thread waiter = Thread.currentThread();

	private final long since = System.nanoTime();

	private final AtomicReference<@Nullable Delivery> delivery = new AtomicReference<>();

	private final byte[] json;

	WaitingBeat(byte[] json) {
		this.json = json;
	}

	/** The beat as an item of a batch; nobody changes it. */
	byte[] json() {
		return this.json;
	}

	/** How long it has been waiting, in nanoseconds. */
	long age() {
		return System.nanoTime() - this.since;
	}

	/** Settles the beat; only the first time counts. */
	void settle(Delivery outcome) {
		if (this.delivery.compareAndSet(null, outcome)) {
			LockSupport.unpark(this.waiter);
		}
	}

	boolean isSettled() {
		return this.delivery.get() != null;
	}

	Delivery await() {
		Delivery outcome = this.delivery.get();
		while (outcome == null) {
			// Interrupts are not for us; nobody of ours interrupts a request.
			LockSupport.park(this);
			outcome = this.delivery.get();
		}
		return outcome;
	}

}
