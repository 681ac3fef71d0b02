package com.lekiwi.heartbeat.fleet.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The beats of one robot that wait to be sent, in the order of their making. At most
 * {@code capacity} wait: then the oldest is let go. The one beat in hand, which is being
 * sent, is outside that count and is never let go, as the server may have taken it.
 */
public final class Outbox {

	private final int capacity;

	private final Queue<PendingBeat> waiting = new ArrayDeque<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean open = true;

	private boolean inHand;

	/**
	 * Makes an empty outbox.
	 * @param capacity how many beats may wait, at least 1
	 */
	public Outbox(int capacity) {
		if (capacity < 1) {
			throw new IllegalArgumentException("an outbox holds one beat at least");
		}
		this.capacity = capacity;
	}

	/**
	 * Adds a beat, and lets go of the oldest where there is no room.
	 * @param beat the beat
	 * @return the beat that was let go of
	 */
	public Optional<PendingBeat> add(PendingBeat beat) {
		this.lock.lock();
		try {
			PendingBeat oldest = (this.waiting.size() == this.capacity) ? this.waiting.poll() : null;
			this.waiting.add(beat);
			this.changed.signalAll();
			return Optional.ofNullable(oldest);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Opens or closes the way out. A request that is under way goes on.
	 * @param open whether beats may leave
	 */
	public void setOpen(boolean open) {
		this.lock.lock();
		try {
			this.open = open;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Counts what is not settled.
	 * @return the beats that wait, and the one in hand
	 */
	public int unsettled() {
		this.lock.lock();
		try {
			return this.waiting.size() + (this.inHand ? 1 : 0);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for a beat that may leave, and takes it in hand until it is settled. */
	PendingBeat take() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			while (true) {
				PendingBeat beat = this.open ? this.waiting.poll() : null;
				if (beat != null) {
					this.inHand = true;
					return beat;
				}
				this.changed.await();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The beat in hand needs no more sending. */
	void settled() {
		this.lock.lock();
		try {
			this.inHand = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits before the beat in hand is sent again, and longer while the way is closed.
	 */
	void hold(Duration delay) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = delay.toNanos();
			while (left > 0 || !this.open) {
				if (left > 0) {
					left = this.changed.awaitNanos(left);
				}
				else {
					this.changed.await();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
