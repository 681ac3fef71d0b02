package com.lekiwi.heartbeat.state.cache;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the cache may be used. One failure is enough to leave it; only a question to
 * Redis that is not a reader's brings it back, so a frozen Redis costs no more than the
 * readers who were waiting for it already.
 */
final class CacheState {

	private final AtomicReference<Value> value = new AtomicReference<>(Value.LOST);

	/** How it stands. */
	private enum Value {

		/** It is read, and told of changes. */
		WHOLE,

		/** Redis did not answer a reader; it is told of changes all the same. */
		DOUBTED,

		/** It missed changes: all copies are to be thrown away. */
		LOST,

		/** As before, and told of changes again. */
		RETURNING

	}

	boolean isReadable() {
		return this.value.get() == Value.WHOLE;
	}

	boolean isToldOfChanges() {
		return this.value.get() != Value.LOST;
	}

	boolean hasMissedChanges() {
		Value now = this.value.get();
		return now == Value.LOST || now == Value.RETURNING;
	}

	/**
	 * Redis did not answer a reader.
	 * @return whether that is new
	 */
	boolean doubt() {
		return this.value.compareAndSet(Value.WHOLE, Value.DOUBTED);
	}

	/**
	 * A change was not told, or perhaps not.
	 * @return whether that is new
	 */
	boolean lose() {
		Value before = this.value.getAndSet(Value.LOST);
		return before == Value.WHOLE || before == Value.DOUBTED;
	}

	/** Changes are told from here on; what is older is about to be thrown away. */
	void beginReturn() {
		this.value.compareAndSet(Value.LOST, Value.RETURNING);
	}

	/**
	 * All copies that may have missed a change are thrown away, unless one was lost
	 * since.
	 */
	void endReturn() {
		this.value.compareAndSet(Value.RETURNING, Value.WHOLE);
	}

	/** Redis answers. */
	void trust() {
		this.value.compareAndSet(Value.DOUBTED, Value.WHOLE);
	}

}
