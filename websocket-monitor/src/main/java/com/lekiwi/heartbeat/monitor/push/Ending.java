package com.lekiwi.heartbeat.monitor.push;

import com.lekiwi.heartbeat.monitor.wire.CloseCode;

/**
 * How a session ends.
 *
 * @param code what the watcher is told
 * @param reason in words, for the watcher
 * @param byWatcher whether the watcher asked for it, and waits for our answer only
 */
record Ending(int code, String reason, boolean byWatcher) {

	static final Ending LOST = new Ending(CloseCode.LOST, "lost", true);

	static final Ending TOO_SLOW = new Ending(CloseCode.TOO_SLOW, "too slow", false);

	static final Ending SILENT = new Ending(CloseCode.TOO_SLOW, "no answer to pings", false);

	static final Ending GOING_AWAY = new Ending(CloseCode.GOING_AWAY, "the service stops", false);

	static final Ending INTERNAL = new Ending(CloseCode.INTERNAL, "our fault", false);

	static final Ending FULL = new Ending(CloseCode.FULL, "as many watchers are connected as are allowed", false);

	static final Ending TOO_MANY_CONNECTIONS = new Ending(CloseCode.TOO_MANY_CONNECTIONS,
			"too many connections from one address", false);

	static final Ending TOO_MANY_MESSAGES = new Ending(CloseCode.TOO_MANY_MESSAGES, "too many messages", false);

	static final Ending TOO_MANY_ERRORS = new Ending(CloseCode.TOO_MANY_MESSAGES, "too many messages make no sense",
			false);

	/** As it is counted. */
	String tag() {
		if (equals(SILENT)) {
			return "silent";
		}
		return (this.code == CloseCode.TOO_SLOW) ? "too_slow" : Integer.toString(this.code);
	}

}
