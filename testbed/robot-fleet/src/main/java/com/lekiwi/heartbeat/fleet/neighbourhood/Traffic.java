package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.util.concurrent.atomic.LongAdder;

/** What came to one address. */
final class Traffic {

	private final LongAdder connections = new LongAdder();

	private final LongAdder requests = new LongAdder();

	private final LongAdder followed = new LongAdder();

	void connected() {
		this.connections.increment();
	}

	void asked() {
		this.requests.increment();
	}

	void followed() {
		this.followed.increment();
	}

	long connections() {
		return this.connections.sum();
	}

	long requests() {
		return this.requests.sum();
	}

	long redirectsFollowed() {
		return this.followed.sum();
	}

}
