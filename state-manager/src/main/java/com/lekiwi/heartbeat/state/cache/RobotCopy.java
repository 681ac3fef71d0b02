package com.lekiwi.heartbeat.state.cache;

import java.time.Instant;

/** A robot as it was read from PostgreSQL. */
public final class RobotCopy {

	private final Instant readAt;

	private final String tag;

	private final byte[] body;

	/**
	 * Makes a copy.
	 * @param readAt a time before it was read; what it says was true then
	 * @param tag its entity tag, without spaces
	 * @param body its JSON, not to be written to any more
	 */
	public RobotCopy(Instant readAt, String tag, byte[] body) {
		this.readAt = readAt;
		this.tag = tag;
		this.body = body;
	}

	/**
	 * A time before it was read.
	 * @return the time as of which it is true
	 */
	public Instant readAt() {
		return this.readAt;
	}

	/**
	 * Its entity tag.
	 * @return the header's value
	 */
	public String tag() {
		return this.tag;
	}

	/**
	 * Its JSON.
	 * @return the array itself, not to be written to
	 */
	public byte[] body() {
		return this.body;
	}

}
