package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which numbers of one process of nginx have been heard. A number is drawn when a request
 * begins and heard when it has ended, so they come out of order: one is lost when a
 * higher one has been there for some time. Numbers here go on rising where the process's
 * start again.
 * <p>
 * The last lines of a process that never writes again are missed by nobody.
 */
final class WorkerNumbers {

	/** Numbers that may be open between the first that is missing and the highest. */
	private static final int WINDOW = 1 << 19;

	private final long[] bits = new long[WINDOW / Long.SIZE];

	private final Deque<Mark> marks = new ArrayDeque<>();

	private final long firstHeard;

	/** The first number that counts. */
	private long start;

	/** Whether it is still to be learned what came before the first line. */
	private boolean tentative;

	/**
	 * How many numbers had been given out when they started again, while nobody listened.
	 */
	private long startedAgain;

	/** Lines from before the first, while it was not known what came before it. */
	private long early;

	/** Of all below it is known whether they were heard. */
	private long floor;

	/** One more than the highest that was heard. */
	private long next;

	private long missing;

	private long unheard;

	private long late;

	/**
	 * How far the numbers had come at some time.
	 *
	 * @param nanos the time
	 * @param next one more than the highest
	 */
	private record Mark(long nanos, long next) {

	}

	private WorkerNumbers(long start, long firstHeard, boolean tentative) {
		this.start = start;
		this.floor = start;
		this.next = start;
		this.firstHeard = firstHeard;
		this.tentative = tentative;
	}

	/**
	 * Begins with a first line.
	 * @param start the first number that counts
	 * @param position the line's number as it was given out
	 */
	static WorkerNumbers startingAt(long start, int position) {
		WorkerNumbers numbers = new WorkerNumbers(start, nearest(position, start), false);
		numbers.hear(position);
		return numbers;
	}

	/**
	 * Begins with a first line, of which nobody can say yet how many came before it.
	 * @param position the line's number as it was given out
	 */
	static WorkerNumbers tentative(int position) {
		WorkerNumbers numbers = new WorkerNumbers(position, position, true);
		numbers.hear(position);
		return numbers;
	}

	/** Tells how far an earlier receiver had heard; once. */
	void acquaint(long heardBefore) {
		if (!this.tentative) {
			return;
		}
		this.tentative = false;
		long first = nearest((int) Math.floorMod(this.start, (long) LineNumber.PERIOD), heardBefore);
		long before = Math.max(0, first - heardBefore);
		this.unheard += Math.max(0, before - this.early);
		this.start -= before;
		this.startedAgain = first - this.firstHeard;
	}

	boolean isTentative() {
		return this.tentative;
	}

	void hear(int position) {
		long number = nearest(position, this.next);
		if (number < this.floor) {
			// What came before the first that counts was never counted as lost.
			this.late += (number >= this.start) ? 1 : 0;
			this.early += this.tentative ? 1 : 0;
			return;
		}
		if (number - this.floor >= WINDOW) {
			settle(number - WINDOW + 1);
		}
		this.bits[word(number)] |= bit(number);
		this.next = Math.max(this.next, number + 1);
	}

	/**
	 * Counts as lost what has not come although a higher number was there long ago.
	 * @param nanos the time now
	 * @param patience how long ago
	 */
	void settle(long nanos, Duration patience) {
		for (Mark mark = this.marks.peek(); mark != null
				&& nanos - mark.nanos() >= patience.toNanos(); mark = this.marks.peek()) {
			settle(mark.next());
			this.marks.remove();
		}
		Mark newest = this.marks.peekLast();
		if (this.floor < this.next && (newest == null || newest.next() < this.next)) {
			this.marks.add(new Mark(nanos, this.next));
		}
	}

	private void settle(long end) {
		for (long number = this.floor; number < Math.min(end, this.next); number++) {
			if ((this.bits[word(number)] & bit(number)) == 0) {
				lose(number, number + 1);
			}
			this.bits[word(number)] &= ~bit(number);
		}
		lose(Math.max(this.floor, this.next), end);
		this.floor = Math.max(this.floor, end);
		this.next = Math.max(this.next, end);
	}

	private void lose(long from, long end) {
		if (from < end) {
			long before = Math.clamp(this.firstHeard - from, 0, end - from);
			this.unheard += before;
			this.missing += end - from - before;
		}
	}

	/** Lines that were lost while we listened. */
	long missing() {
		return this.missing;
	}

	/** Lines that were written before we first heard this process. */
	long unheard() {
		return this.unheard;
	}

	/** Lines that came when they had been counted as lost. */
	long late() {
		return this.late;
	}

	/** One more than the highest that was heard, since the process began. */
	long next() {
		return this.next + this.startedAgain;
	}

	private static int word(long number) {
		return (int) (number % WINDOW) / Long.SIZE;
	}

	private static long bit(long number) {
		return 1L << (number % Long.SIZE);
	}

	private static long nearest(int position, long known) {
		long number = known - Math.floorMod(known, LineNumber.PERIOD) + position;
		if (number - known > LineNumber.PERIOD / 2) {
			// The first numbers of all have none before them.
			return Math.max(number - LineNumber.PERIOD, position);
		}
		return (known - number > LineNumber.PERIOD / 2) ? number + LineNumber.PERIOD : number;
	}

}
