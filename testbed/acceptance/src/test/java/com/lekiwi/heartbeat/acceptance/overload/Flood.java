package com.lekiwi.heartbeat.acceptance.overload;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.acceptance.fixture.Probe;
import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.stack.process.StackProcess;

/**
 * Robots that all beat at once, each as fast as it is answered and a bounded number of
 * times, and never repeat a beat that was turned away.
 */
final class Flood implements AutoCloseable {

	private static final int BEATS = 60;

	private final ExecutorService clients = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("flood-", 0).factory());

	private final Probe requests;

	private final AtomicInteger acknowledged = new AtomicInteger();

	private final AtomicInteger turnedAway = new AtomicInteger();

	private final Map<String, Future<SequenceWindow>> robots = new TreeMap<>();

	Flood(StackProcess service, int robots) {
		this.requests = Probe.of("flood", service);
		for (String id : IntStream.range(0, robots).mapToObj("flood-%03d"::formatted).toList()) {
			this.robots.put(id, this.clients.submit(() -> beat(id)));
		}
	}

	private SequenceWindow beat(String id) {
		SequenceWindow window = SequenceWindow.startingAt(1);
		for (int seq = 1; seq <= BEATS; seq++) {
			if (this.requests.turnedAway(id, seq)) {
				this.turnedAway.incrementAndGet();
			}
			else {
				this.acknowledged.incrementAndGet();
				// A robot's first boot is counted from the first beat that was taken.
				window = ((window.received() > 0) ? window : SequenceWindow.startingAt(seq)).accept(seq);
			}
		}
		return window;
	}

	/** Beats answered with 204 so far. */
	int acknowledged() {
		return this.acknowledged.get();
	}

	/** Beats answered with 503 so far. */
	int turnedAway() {
		return this.turnedAway.get();
	}

	/** Robots that have not had an answer to each of their beats. */
	long busy() {
		return this.robots.values().stream().filter(robot -> !robot.isDone()).count();
	}

	/** What was acknowledged to each robot, once all have ended. */
	Map<String, SequenceWindow> windows() throws InterruptedException, ExecutionException {
		Map<String, SequenceWindow> windows = new TreeMap<>();
		for (Map.Entry<String, Future<SequenceWindow>> robot : this.robots.entrySet()) {
			windows.put(robot.getKey(), robot.getValue().get());
		}
		return windows;
	}

	/** The most beats that there can be. */
	int size() {
		return this.robots.size() * BEATS;
	}

	@Override
	public void close() {
		this.clients.shutdownNow();
		this.clients.close();
		this.requests.close();
	}

}
