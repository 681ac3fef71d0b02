package com.lekiwi.heartbeat.fleet.neighbourhood;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Listens on many addresses and lets everybody in who comes, up to so many at the same
 * time, and for so long. A virtual thread an address and a visit.
 */
final class Reception implements AutoCloseable {

	private static final int BACKLOG = 128;

	/** Without file descriptors nobody can be let in: it is tried again after that. */
	private static final Duration BREATH = Duration.ofMillis(20);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

	private final Duration longestVisit;

	private final Semaphore places;

	private final int mostVisits;

	private final LongAdder turnedAway = new LongAdder();

	/** Listeners, and addresses that are only held. */
	private final Queue<AutoCloseable> doors = new ConcurrentLinkedQueue<>();

	private final Set<Socket> visitors = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("neighbour-", 0).factory());

	private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().name("neighbour-watch").daemon().factory());

	private volatile boolean closed;

	/**
	 * Prepares it.
	 * @param longestVisit after that a visitor is hung up on
	 * @param mostVisits who comes when so many are there is hung up on at once
	 */
	Reception(Duration longestVisit, int mostVisits) {
		this.longestVisit = longestVisit;
		this.mostVisits = mostVisits;
		this.places = new Semaphore(mostVisits);
		this.watch.setRemoveOnCancelPolicy(true);
	}

	/** Listens on an address, and serves whoever comes. */
	void listen(InetSocketAddress address, Conduct conduct, Traffic traffic) throws IOException {
		ServerSocket door = new ServerSocket();
		this.doors.add(door);
		try {
			door.bind(address, BACKLOG);
		}
		catch (IOException ex) {
			throw cannotHave(address, ex);
		}
		this.threads.execute(() -> welcome(door, conduct, traffic));
	}

	/** Takes an address without listening on it: connections are refused, for sure. */
	void refuse(InetSocketAddress address) throws IOException {
		SocketChannel held = SocketChannel.open();
		this.doors.add(held);
		try {
			held.bind(address);
		}
		catch (IOException ex) {
			throw cannotHave(address, ex);
		}
	}

	/** How many visitors are there now. */
	int visits() {
		return this.mostVisits - this.places.availablePermits();
	}

	/** How many were hung up on because too many were there. */
	long turnedAway() {
		return this.turnedAway.sum();
	}

	/** Returns when the addresses are free again, as a rule: within two seconds. */
	@Override
	public void close() {
		this.closed = true;
		this.doors.forEach(Reception::closeQuietly);
		this.visitors.forEach(Reception::closeQuietly);
		this.watch.shutdownNow();
		this.threads.shutdownNow();
		try {
			// A socket on which a thread waits is closed by that thread.
			this.threads.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			// Whoever hurries the stop gets it: the threads are told already.
			Thread.currentThread().interrupt();
		}
	}

	private void welcome(ServerSocket door, Conduct conduct, Traffic traffic) {
		while (!this.closed) {
			try {
				Socket visitor = door.accept();
				traffic.connected();
				admit(visitor, conduct, traffic);
			}
			catch (IOException ex) {
				LockSupport.parkNanos(BREATH.toNanos());
			}
		}
	}

	private void admit(Socket visitor, Conduct conduct, Traffic traffic) throws IOException {
		if (!this.places.tryAcquire()) {
			this.turnedAway.increment();
			visitor.close();
			return;
		}
		try {
			this.threads.execute(() -> receive(visitor, conduct, traffic));
		}
		catch (RejectedExecutionException ex) {
			// All of it is being closed.
			visitor.close();
		}
	}

	private void receive(Socket visitor, Conduct conduct, Traffic traffic) {
		this.visitors.add(visitor);
		try (visitor) {
			Future<?> end = this.watch.schedule(() -> closeQuietly(visitor), this.longestVisit.toMillis(),
					TimeUnit.MILLISECONDS);
			try {
				conduct.serve(new Visit(visitor, traffic));
			}
			finally {
				end.cancel(false);
			}
		}
		catch (IOException | RejectedExecutionException ex) {
			// The visitor went or was hung up on, or all is being closed: everyday
			// things.
		}
		finally {
			this.visitors.remove(visitor);
			this.places.release();
		}
	}

	private static IOException cannotHave(InetSocketAddress address, IOException failure) {
		return new IOException("cannot have " + address.getAddress().getHostAddress() + ":" + address.getPort()
				+ " for a neighbour: " + failure.getMessage(), failure);
	}

	private static void closeQuietly(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			// It is gone, which is all that was wanted.
		}
	}

}
