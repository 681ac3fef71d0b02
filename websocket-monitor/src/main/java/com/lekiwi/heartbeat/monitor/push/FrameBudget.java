package com.lekiwi.heartbeat.monitor.push;

import java.util.IdentityHashMap;

import com.lekiwi.heartbeat.monitor.wire.WireFrame;

/**
 * Adds up what is on its way to slow sessions: a frame that many wait for counts once.
 */
final class FrameBudget {

	private final IdentityHashMap<WireFrame, Integer> holders = new IdentityHashMap<>();

	private final long limit;

	private long bytes;

	FrameBudget(long limit) {
		this.limit = limit;
	}

	synchronized void hold(WireFrame frame) {
		if (this.holders.merge(frame, 1, Integer::sum) == 1) {
			this.bytes += frame.length();
		}
	}

	synchronized void release(WireFrame frame) {
		if (this.holders.merge(frame, -1, Integer::sum) == 0) {
			this.holders.remove(frame);
			this.bytes -= frame.length();
		}
	}

	synchronized long bytes() {
		return this.bytes;
	}

	synchronized boolean isExceeded() {
		return this.bytes > this.limit;
	}

}
