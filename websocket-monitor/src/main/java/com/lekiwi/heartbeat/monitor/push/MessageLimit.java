package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;

/**
 * Counts a watcher's messages: so many in a window, of which the allowance grows back
 * evenly. Only the thread that reads the watcher's socket uses it.
 */
final class MessageLimit {

	private final int most;

	private final double nanosEach;

	private double left;

	private long last;

	MessageLimit(int most, Duration window, long now) {
		this.most = most;
		this.nanosEach = (double) window.toNanos() / most;
		this.left = most;
		this.last = now;
	}

	/** Counts one; whether it is allowed. */
	boolean allows(long now) {
		this.left = Math.min(this.most, this.left + (now - this.last) / this.nanosEach);
		this.last = now;
		if (this.left < 1) {
			return false;
		}
		this.left--;
		return true;
	}

}
