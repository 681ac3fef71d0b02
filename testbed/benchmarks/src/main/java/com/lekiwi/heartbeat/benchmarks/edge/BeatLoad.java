package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;

/**
 * Robots that beat in the legacy's dialect, each on a connection of its own, at times
 * that are fixed beforehand: whoever gets no answer sends the next beat late, and its
 * waiting counts. Each robot has a thread of the operating system, which is woken by the
 * answer itself; a virtual thread would wait for another one to see it.
 */
final class BeatLoad implements AutoCloseable {

	private static final int STACK = 256 << 10;

	private static final long END_DEADLINE_MS = 15_000;

	private static final int OK = 200;

	private final int port;

	private final int robots;

	private final double nanosBetween;

	private final Tally tally;

	private final List<List<Beat>> beats;

	private final List<Thread> threads;

	private final long began = System.nanoTime();

	private volatile boolean running = true;

	private BeatLoad(int port, int robots, int perSecond, Tally tally) {
		this.port = port;
		this.robots = robots;
		this.nanosBetween = 1e9 / perSecond;
		this.tally = tally;
		this.beats = IntStream.range(0, robots).<List<Beat>>mapToObj(robot -> new ArrayList<>()).toList();
		this.threads = IntStream.range(0, robots)
			.mapToObj(robot -> Thread.ofPlatform()
				.daemon()
				.name("robot-" + robot)
				.stackSize(STACK)
				.unstarted(() -> beat(robot)))
			.toList();
	}

	/**
	 * Begins to beat.
	 * @param port the edge
	 * @param robots how many
	 * @param perSecond beats of all of them
	 * @param tally counts what becomes of them
	 * @return beats until it is closed
	 */
	static BeatLoad start(int port, int robots, int perSecond, Tally tally) {
		BeatLoad load = new BeatLoad(port, robots, perSecond, tally);
		load.threads.forEach(Thread::start);
		return load;
	}

	/** The robots' ids. */
	static String id(int robot) {
		return "edge-%04d".formatted(robot);
	}

	private void beat(int robot) {
		byte[] request = ClientConnection.legacyBeat(id(robot));
		try (ClientConnection connection = new ClientConnection(this.port)) {
			for (long k = robot; this.running; k += this.robots) {
				long due = this.began + (long) (k * this.nanosBetween);
				for (long wait = due - System.nanoTime(); wait > 0 && this.running; wait = due - System.nanoTime()) {
					LockSupport.parkNanos(this, wait);
				}
				if (this.running) {
					Answer answer = connection.exchange(request);
					note(new Beat(robot, due, System.nanoTime(), answer.system()));
					this.tally.count(answer, answer.status() == OK);
				}
			}
		}
	}

	private void note(Beat beat) {
		List<Beat> own = this.beats.get(beat.robot());
		synchronized (own) {
			own.add(beat);
		}
	}

	/**
	 * All beats, those that are under way excepted.
	 * @return a robot's beats in their order, one robot after the other
	 */
	List<Beat> beats() {
		return this.beats.stream().flatMap(own -> {
			synchronized (own) {
				return Stream.of(own.toArray(Beat[]::new));
			}
		}).toList();
	}

	/**
	 * Who answered each robot last.
	 * @return by robot; empty when nobody ever did
	 */
	List<String> lastSystems() {
		return this.beats.stream().map(own -> {
			synchronized (own) {
				return own.reversed()
					.stream()
					.map(Beat::system)
					.filter(system -> !system.isEmpty())
					.findFirst()
					.orElse("");
			}
		}).toList();
	}

	/** Stops beating, and waits for the answers that are on their way. */
	@Override
	public void close() {
		this.running = false;
		this.threads.forEach(LockSupport::unpark);
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_DEADLINE_MS);
		try {
			for (Thread thread : this.threads) {
				thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BenchmarkException("interrupted", ex);
		}
	}

}
