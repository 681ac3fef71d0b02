package com.lekiwi.heartbeat.fleet.simulation;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import com.lekiwi.heartbeat.fleet.behaviour.RobotRandom;

/**
 * Steps every robot at its times, whatever becomes of the beats: the robots are spread
 * over the interval, and each step is a little late by chance. When this thread was held
 * up it makes up for every step that it missed.
 */
final class Metronome implements AutoCloseable {

	/** The jitter of one step, as a part of the interval. */
	private static final int JITTER_PART = 50;

	/** Fair, so that {@link #pause()} gets its turn in a busy fleet. */
	private final ReentrantLock lock = new ReentrantLock(true);

	private final Condition changed = this.lock.newCondition();

	private final PriorityQueue<Schedule> schedules;

	private final Thread thread;

	/** What {@link System#nanoTime()} says at time 0 of the schedules; pauses move it. */
	private long origin;

	private long pausedAt;

	private boolean paused;

	private boolean closed;

	Metronome(List<SimulatedRobot> robots, long seed, Duration interval) {
		this.schedules = new PriorityQueue<>(Math.max(1, robots.size()));
		for (int index = 0; index < robots.size(); index++) {
			SimulatedRobot robot = robots.get(index);
			RandomGenerator random = RobotRandom.of(seed, robot.profile().number(), RobotRandom.Purpose.PHASE);
			double phase = (index + random.nextDouble()) / robots.size();
			this.schedules.add(new Schedule(robot, (long) (phase * interval.toNanos()), interval.toNanos(), random));
		}
		this.thread = Thread.ofPlatform().name("metronome").daemon().unstarted(this::run);
	}

	void start() {
		this.origin = System.nanoTime();
		this.thread.start();
	}

	/** After this no step is made until {@link #resume()}. */
	void pause() {
		this.lock.lock();
		try {
			if (!this.paused) {
				this.paused = true;
				this.pausedAt = System.nanoTime();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Goes on where it was paused; the steps of the meantime are not made up for. */
	void resume() {
		this.lock.lock();
		try {
			if (this.paused) {
				this.paused = false;
				this.origin += System.nanoTime() - this.pausedAt;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean paused() {
		this.lock.lock();
		try {
			return this.paused;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** No step is made after this; {@link #join(Duration)} awaits the thread's end. */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	void join(Duration limit) throws InterruptedException {
		if (this.thread.getState() != Thread.State.NEW) {
			this.thread.join(limit);
		}
	}

	private void run() {
		try {
			boolean running = true;
			while (running) {
				this.lock.lock();
				try {
					running = awaitDueStep();
					if (running) {
						step(this.schedules.remove());
					}
				}
				finally {
					this.lock.unlock();
				}
			}
		}
		catch (InterruptedException ex) {
			// Whoever interrupts this thread wants it to end.
			Thread.currentThread().interrupt();
		}
	}

	/** Waits until the first schedule is due; false when the metronome was closed. */
	private boolean awaitDueStep() throws InterruptedException {
		while (!this.closed) {
			Schedule next = this.schedules.peek();
			if (this.paused || next == null) {
				this.changed.await();
				continue;
			}
			long wait = next.dueNanos - (System.nanoTime() - this.origin);
			if (wait <= 0) {
				return true;
			}
			this.changed.awaitNanos(wait);
		}
		return false;
	}

	private void step(Schedule due) {
		due.robot.step(this.origin + due.dueNanos);
		due.advance();
		this.schedules.add(due);
	}

	/** When a robot is due next, in nanoseconds since time 0. */
	private static final class Schedule implements Comparable<Schedule> {

		private final SimulatedRobot robot;

		private final long intervalNanos;

		private final RandomGenerator random;

		private long beginNanos;

		private long dueNanos;

		Schedule(SimulatedRobot robot, long beginNanos, long intervalNanos, RandomGenerator random) {
			this.robot = robot;
			this.beginNanos = beginNanos;
			this.dueNanos = beginNanos;
			this.intervalNanos = intervalNanos;
			this.random = random;
		}

		void advance() {
			this.beginNanos += this.intervalNanos;
			this.dueNanos = this.beginNanos + this.random.nextLong(this.intervalNanos / JITTER_PART);
		}

		@Override
		public int compareTo(Schedule other) {
			return Long.compare(this.dueNanos, other.dueNanos);
		}

	}

}
