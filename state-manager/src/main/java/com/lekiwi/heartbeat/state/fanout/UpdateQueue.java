package com.lekiwi.heartbeat.state.fanout;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.RobotChange;

/** Where changes are left by many threads, and taken all together by one. */
final class UpdateQueue {

	private final int capacity;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private PendingUpdates pending;

	/** What was taken and is not told yet. */
	private PendingUpdates telling;

	private boolean open;

	UpdateQueue(int capacity) {
		this.capacity = capacity;
		this.pending = new PendingUpdates(capacity);
		this.telling = this.pending;
	}

	/**
	 * Leaves changes.
	 * @return how many did not fit
	 */
	int add(List<RobotChange> robotChanges, List<BeatChange> beatChanges, Collection<RobotId> counted) {
		this.lock.lock();
		try {
			int refused = this.pending.add(robotChanges, beatChanges, counted);
			this.changed.signal();
			return refused;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes what was left; waits until there is something, or the queue is closed.
	 */
	PendingUpdates take() {
		this.lock.lock();
		try {
			while (this.open && this.pending.isEmpty()) {
				this.changed.awaitUninterruptibly();
			}
			this.telling = this.pending;
			this.pending = new PendingUpdates(this.capacity);
			return this.telling;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What was taken is told. */
	void told() {
		this.lock.lock();
		try {
			this.telling = this.pending;
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean has(RobotId id) {
		this.lock.lock();
		try {
			return this.pending.has(id) || this.telling.has(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return this.pending.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** While it is closed, nobody waits. */
	void open(boolean isOpen) {
		this.lock.lock();
		try {
			this.open = isOpen;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

}
