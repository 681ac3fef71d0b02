package com.lekiwi.heartbeat.legacy.trouble;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Holds requests up, or has them fail, as it is told. Safe for use by any thread. */
public final class TroubleMaker implements AutoCloseable {

	private final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.NONE);

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Tells what is wrong.
	 * @return the trouble that requests meet now
	 */
	public Trouble trouble() {
		return Objects.requireNonNull(this.trouble.get());
	}

	/**
	 * Makes trouble, or ends it, for requests that come after this.
	 * @param next what is wrong from now on
	 */
	public void make(Trouble next) {
		this.trouble.set(next);
	}

	/**
	 * Lets a request meet the trouble there is.
	 * @return the status it fails with; empty when it is carried out
	 * @throws InterruptedException if the wait is interrupted
	 */
	public OptionalInt meet() throws InterruptedException {
		Trouble now = trouble();
		if (now.delay().isPositive()) {
			boolean ended = this.closed.await(now.delay().toNanos(), TimeUnit.NANOSECONDS);
			if (ended) {
				return OptionalInt.of(503);
			}
		}
		Integer status = now.status();
		return (status != null) ? OptionalInt.of(status) : OptionalInt.empty();
	}

	/** Lets go of the requests that are held. */
	@Override
	public void close() {
		this.closed.countDown();
	}

}
