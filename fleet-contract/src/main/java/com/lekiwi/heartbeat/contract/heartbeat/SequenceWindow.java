package com.lekiwi.heartbeat.contract.heartbeat;

/**
 * Which beats of one boot have arrived: exact for the last 64 numbers, and a count for
 * all before, as in the anti-replay window of IPsec (RFC 4303, section 3.4.3).
 * <p>
 * A beat that is more than 63 numbers behind the highest cannot be told from a repeat any
 * more. It is taken for one, so the count of lost beats may then be too high, and never
 * too low.
 *
 * @param first where counting began
 * @param highest the highest number that arrived; {@code first - 1} when none did
 * @param bits bit {@code i} is set when {@code highest - i} arrived
 * @param received how many different numbers arrived
 */
public record SequenceWindow(long first, long highest, long bits, long received) {

	/** How many numbers the window remembers. */
	public static final int SIZE = Long.SIZE;

	/**
	 * A window into which nothing has arrived, for a boot that is counted from a number
	 * on.
	 * @param first the first number that counts
	 * @return the empty window
	 */
	public static SequenceWindow startingAt(long first) {
		return new SequenceWindow(first, first - 1, 0, 0);
	}

	/**
	 * The window after a beat has arrived.
	 * @param seq the beat's number
	 * @return the new window; equal to this one when the beat is a repeat or too old
	 */
	public SequenceWindow accept(long seq) {
		long ahead = seq - this.highest;
		if (ahead > 0) {
			long kept = (ahead < SIZE) ? this.bits << ahead : 0;
			return new SequenceWindow(Math.min(this.first, seq), seq, kept | 1, this.received + 1);
		}
		if (-ahead >= SIZE) {
			return this;
		}
		long bit = 1L << -ahead;
		if ((this.bits & bit) != 0) {
			return this;
		}
		return new SequenceWindow(Math.min(this.first, seq), this.highest, this.bits | bit, this.received + 1);
	}

	/**
	 * Counts the numbers from the first to the highest that did not arrive.
	 * @return lost beats, 0 or more
	 */
	public long lost() {
		return this.highest - this.first + 1 - this.received;
	}

}
