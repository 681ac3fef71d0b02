package com.lekiwi.heartbeat.state;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Robots that beat, each three times in its interval of a second, until they are
 * silenced.
 */
public final class BeatingRobots implements AutoCloseable {

	private static final Duration PAUSE = Duration.ofMillis(300);

	private final Supplier<Http> server;

	/** The robots that beat, with their sites. */
	private final Map<String, String> robots = new ConcurrentHashMap<>();

	private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

	private final AtomicLong unanswered = new AtomicLong();

	private final Thread thread;

	private volatile boolean running = true;

	public BeatingRobots(Supplier<Http> server) {
		this.server = server;
		this.thread = Thread.ofVirtual().name("beating-robots").start(this::run);
	}

	public void start(String site, int count) {
		for (int i = 0; i < count; i++) {
			this.robots.put(site + "-" + i, site);
		}
	}

	public void silence(String site) {
		this.robots.values().removeIf(site::equals);
	}

	private void run() {
		while (this.running) {
			StringBuilder batch = new StringBuilder();
			this.robots.forEach((id, site) -> batch.append(batch.isEmpty() ? "[" : ",")
				.append("{\"robot_id\":\"%s\",\"boot_id\":\"b\",\"seq\":%d,\"interval_s\":1,\"site\":\"%s\"}"
					.formatted(id, this.numbers.computeIfAbsent(id, key -> new AtomicLong()).incrementAndGet(), site)));
			if (!batch.isEmpty()) {
				send(batch.append("]").toString());
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private void send(String batch) {
		try {
			this.server.get().post("/api/v2/heartbeats", batch);
		}
		catch (UncheckedIOException ex) {
			// Nobody is there; the robots go on.
			this.unanswered.incrementAndGet();
		}
	}

	public long unanswered() {
		return this.unanswered.get();
	}

	@Override
	public void close() {
		this.running = false;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
