package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;

/** Counts of the last while, in slices of a twelfth of it. */
final class SlidingCounts {

	private static final int SLICES = 12;

	private final long sliceNanos;

	private final Slice[] slices = new Slice[SLICES];

	SlidingCounts(Duration window) {
		this.sliceNanos = window.toNanos() / SLICES;
		for (int i = 0; i < SLICES; i++) {
			this.slices[i] = new Slice();
		}
	}

	private static final class Slice {

		private long index = Long.MIN_VALUE;

		private long asked;

		private long failed;

		private long notAsked;

	}

	/**
	 * What happened in the window.
	 *
	 * @param asked requests that the system was asked
	 * @param failed those of them that it failed
	 * @param notAsked requests that its breaker kept from it
	 */
	record Sum(long asked, long failed, long notAsked) {

		double rate() {
			return (this.asked > 0) ? (double) this.failed / this.asked : Double.NaN;
		}

	}

	synchronized void add(long nanos, boolean failed, boolean notAsked) {
		long index = Math.floorDiv(nanos, this.sliceNanos);
		Slice slice = this.slices[(int) Math.floorMod(index, (long) SLICES)];
		if (slice.index != index) {
			slice.index = index;
			slice.asked = 0;
			slice.failed = 0;
			slice.notAsked = 0;
		}
		slice.asked += notAsked ? 0 : 1;
		slice.failed += failed ? 1 : 0;
		slice.notAsked += notAsked ? 1 : 0;
	}

	synchronized Sum sum(long nanos) {
		long oldest = Math.floorDiv(nanos, this.sliceNanos) - SLICES;
		long asked = 0;
		long failed = 0;
		long notAsked = 0;
		for (Slice slice : this.slices) {
			if (slice.index > oldest) {
				asked += slice.asked;
				failed += slice.failed;
				notAsked += slice.notAsked;
			}
		}
		return new Sum(asked, failed, notAsked);
	}

}
