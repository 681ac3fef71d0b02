package com.lekiwi.heartbeat.adapter.sync;

import java.io.Serial;

/** A run is no longer ours: we were silent for too long, and another replica goes on. */
final class RunLostException extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

	RunLostException(long run) {
		super("run " + run + " was taken for abandoned, and another replica goes on");
	}

}
