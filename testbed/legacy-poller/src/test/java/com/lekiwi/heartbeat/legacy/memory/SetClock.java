package com.lekiwi.heartbeat.legacy.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where it is set. */
final class SetClock extends Clock {

	private Instant now;

	SetClock(String now) {
		this.now = Instant.parse(now);
	}

	void advance(Duration by) {
		this.now = this.now.plus(by);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException("it has no zone");
	}

	@Override
	public Instant instant() {
		return this.now;
	}

}
