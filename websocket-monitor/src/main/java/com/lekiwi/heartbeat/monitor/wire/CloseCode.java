package com.lekiwi.heartbeat.monitor.wire;

/** Codes of RFC 6455, section 7.4, and our own from 4000 on. */
public final class CloseCode {

	/** The client has what it wanted. */
	public static final int NORMAL = 1000;

	/** The service stops. */
	public static final int GOING_AWAY = 1001;

	/** What was sent is no WebSocket frame that a client may send. */
	public static final int PROTOCOL_ERROR = 1002;

	/** Bytes, where there are texts only. */
	public static final int BINARY = 1003;

	/** The client gave no code; never sent. */
	public static final int NONE = 1005;

	/** The connection ended without a word; never sent. */
	public static final int LOST = 1006;

	/** A text that is not UTF-8. */
	public static final int NOT_UTF_8 = 1007;

	/** A message that is too long. */
	public static final int TOO_LARGE = 1009;

	/** Our fault. */
	public static final int INTERNAL = 1011;

	/** As many are connected as are allowed. */
	public static final int FULL = 1013;

	/** Frames are not read, or pings not answered, within the time that is allowed. */
	public static final int TOO_SLOW = 4008;

	/** Too many messages, or too many that make no sense. */
	public static final int TOO_MANY_MESSAGES = 4010;

	/** Too many connections from one address. */
	public static final int TOO_MANY_CONNECTIONS = 4011;

	private CloseCode() {
	}

	/** Whether a client may send this code. */
	static boolean mayBeReceived(int code) {
		return (code >= NORMAL && code <= 1014 && code != 1004 && code != NONE && code != LOST)
				|| (code >= 3000 && code < 5000);
	}

}
