package com.lekiwi.heartbeat.benchmarks.fleet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests at times that are fixed beforehand, whether the ones before were
 * answered or not: a server that stalls is not spared. Beyond a number of connections
 * requests wait here, as at an edge in front of the server. Times are measured from when
 * a request was to be sent, so that waiting counts, wherever it happens.
 */
public final class OpenLoop implements AutoCloseable {

	/** Connections at most. */
	static final int MAX_IN_FLIGHT = 256;

	/** Who is later than this does not keep up, and no time means anything. */
	private static final Duration MAX_LATE = Duration.ofSeconds(10);

	private static final double NANOS_PER_MS = 1e6;

	private final String name;

	private final double nanosBetween;

	private final long requests;

	private final LongFunction<CompletableFuture<String>> request;

	private final AtomicReference<Latencies> latencies = new AtomicReference<>(new Latencies());

	private final Semaphore connections = new Semaphore(MAX_IN_FLIGHT);

	private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

	private final Thread thread;

	private volatile boolean running = true;

	private OpenLoop(String name, double perSecond, long requests, LongFunction<CompletableFuture<String>> request) {
		this.name = name;
		this.nanosBetween = 1e9 / perSecond;
		this.requests = requests;
		this.request = request;
		this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
	}

	/**
	 * Begins to send.
	 * @param name what is sent, for messages
	 * @param perSecond how many a second
	 * @param request sends the k-th, and tells what is wrong with its answer; empty for
	 * nothing
	 * @return sends until it is closed
	 */
	public static OpenLoop start(String name, double perSecond, LongFunction<CompletableFuture<String>> request) {
		return start(name, perSecond, Long.MAX_VALUE, request);
	}

	/**
	 * Begins to send.
	 * @param name what is sent, for messages
	 * @param perSecond how many a second
	 * @param requests how many in all
	 * @param request sends the k-th, and tells what is wrong with its answer; empty for
	 * nothing
	 * @return sends until that many are sent, or it is closed
	 */
	static OpenLoop start(String name, double perSecond, long requests,
			LongFunction<CompletableFuture<String>> request) {
		OpenLoop loop = new OpenLoop(name, perSecond, requests, request);
		loop.thread.start();
		return loop;
	}

	private void run() {
		long began = System.nanoTime();
		for (long k = 0; k < this.requests && this.running && this.fault.get() == null; k++) {
			long due = began + (long) (k * this.nanosBetween);
			for (long wait = due - System.nanoTime(); wait > 0 && this.running; wait = due - System.nanoTime()) {
				LockSupport.parkNanos(this, wait);
			}
			if (this.running && connects(due)) {
				send(k, due);
			}
		}
	}

	/** Waits for a connection. */
	private boolean connects(long due) {
		try {
			if (this.connections.tryAcquire(MAX_LATE.toNanos() - (System.nanoTime() - due), TimeUnit.NANOSECONDS)) {
				return true;
			}
			this.fault.compareAndSet(null, "more than " + MAX_LATE.toSeconds() + " s late");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.fault.compareAndSet(null, "interrupted");
		}
		return false;
	}

	/** What becomes of the answer is noted where it arrives. */
	@SuppressWarnings("FutureReturnValueIgnored")
	private void send(long k, long due) {
		Latencies measured = this.latencies.get();
		this.request.apply(k).whenComplete((wrong, failure) -> {
			measured.add((System.nanoTime() - due) / NANOS_PER_MS);
			if (failure != null) {
				this.fault.compareAndSet(null, "no answer: " + failure.getMessage());
			}
			else if (!wrong.isEmpty()) {
				this.fault.compareAndSet(null, wrong);
			}
			this.connections.release();
		});
	}

	/** Forgets what was measured so far. */
	void measureAnew() {
		this.latencies.set(new Latencies());
	}

	/**
	 * What was measured of late.
	 * @return grows on while it runs
	 * @throws BenchmarkException if an answer was not good, or did not come
	 */
	public Latencies latencies() {
		String found = this.fault.get();
		if (found != null) {
			throw new BenchmarkException(this.name + ": " + found);
		}
		return this.latencies.get();
	}

	/** Stops sending, and waits for the answers that are on their way. */
	@Override
	public void close() {
		this.running = false;
		LockSupport.unpark(this.thread);
		Waiting.until(this.name + " to be answered",
				() -> !this.thread.isAlive() && this.connections.availablePermits() == MAX_IN_FLIGHT);
	}

}
