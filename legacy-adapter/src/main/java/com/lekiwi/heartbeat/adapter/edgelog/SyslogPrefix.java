package com.lekiwi.heartbeat.adapter.edgelog;

/** What syslog puts in front of a line: {@code <190>Nov 26 18:29:04 edge: }. */
final class SyslogPrefix {

	/** With a host's name and a tag of nginx's greatest length. */
	private static final int LONGEST = 128;

	private SyslogPrefix() {
	}

	/**
	 * Finds the message.
	 * @param line a datagram
	 * @return where the message begins; -1 when there is no prefix
	 */
	static int end(byte[] line) {
		if (line.length == 0 || line[0] != '<') {
			return -1;
		}
		int last = Math.min(line.length - 2, LONGEST);
		for (int i = 1; i < last; i++) {
			if (line[i] == ':' && line[i + 1] == ' ' && line[i + 2] == '{') {
				return i + 2;
			}
		}
		return -1;
	}

}
