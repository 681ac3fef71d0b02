package com.lekiwi.heartbeat.fleet.delivery;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;

/**
 * A beat that was made and is not settled.
 *
 * @param heartbeat what is sent
 * @param dueNanos when it was due, by {@link System#nanoTime()}
 */
public record PendingBeat(Heartbeat heartbeat, long dueNanos) {

	String bootId() {
		return this.heartbeat.bootId();
	}

	long seq() {
		return this.heartbeat.seq();
	}

}
