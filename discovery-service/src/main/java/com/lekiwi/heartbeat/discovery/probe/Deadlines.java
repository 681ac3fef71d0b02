package com.lekiwi.heartbeat.discovery.probe;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** Cuts connections whose time is over. As many wait here as are open, no more. */
@Component
final class Deadlines implements AutoCloseable {

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().name("probe-deadlines").factory());

	Deadlines() {
		this.timer.setRemoveOnCancelPolicy(true);
	}

	Future<?> cut(ProbeSocket socket, Duration after) {
		return this.timer.schedule(socket::cut, after.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
