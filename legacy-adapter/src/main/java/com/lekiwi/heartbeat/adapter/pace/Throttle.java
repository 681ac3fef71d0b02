package com.lekiwi.heartbeat.adapter.pace;

import java.util.concurrent.TimeUnit;

/** Spreads work over time: so many things in a second at most. For one thread. */
public final class Throttle {

	private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final int perSecond;

	private long freeAt = System.nanoTime();

	/**
	 * Makes a throttle.
	 * @param perSecond how many things in a second at most
	 */
	public Throttle(int perSecond) {
		this.perSecond = perSecond;
	}

	/**
	 * Waits until things that were done have had their time.
	 * @param done how many were done since the last call
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public void pace(int done) throws InterruptedException {
		long now = System.nanoTime();
		long from = (this.freeAt - now > -NANOS_PER_SECOND) ? this.freeAt : now;
		this.freeAt = from + done * NANOS_PER_SECOND / this.perSecond;
		long wait = this.freeAt - now;
		if (wait > 0) {
			TimeUnit.NANOSECONDS.sleep(wait);
		}
	}

}
