package com.lekiwi.heartbeat.fleet.delivery;

import java.util.Objects;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;

/**
 * A beat that was made and is not settled.
 *
 * @param heartbeat what is sent
 * @param dueNanos when it was due, by {@link System#nanoTime()}
 */
public record PendingBeat(Heartbeat heartbeat, long dueNanos) {

	/** Robots number all of their beats, whatever the dialect says of it. */
	public String bootId() {
		return Objects.requireNonNull(this.heartbeat.bootId());
	}

	public long seq() {
		return Objects.requireNonNull(this.heartbeat.seq());
	}

}
