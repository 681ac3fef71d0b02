package com.lekiwi.heartbeat.monitor.push;

import java.io.Serial;

/** A watcher is so far behind that only a snapshot helps. */
final class SnapshotNeededException extends Exception {

	@Serial
	private static final long serialVersionUID = 1;

}
