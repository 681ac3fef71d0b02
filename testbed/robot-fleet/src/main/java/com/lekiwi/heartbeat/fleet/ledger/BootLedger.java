package com.lekiwi.heartbeat.fleet.ledger;

import java.util.BitSet;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import org.jspecify.annotations.Nullable;

/** The beats of one boot. Guarded by the ledger of its robot. */
final class BootLedger {

	private final String bootId;

	private final BitSet acknowledged = new BitSet();

	private final BitSet refused = new BitSet();

	private final BitSet droppedOut = new BitSet();

	private final BitSet givenUp = new BitSet();

	private final BitSet uncertain = new BitSet();

	private long made;

	/** What the server's window holds; absent as long as no beat was acknowledged. */
	private @Nullable SequenceWindow window;

	BootLedger(String bootId) {
		this.bootId = bootId;
	}

	String bootId() {
		return this.bootId;
	}

	@Nullable SequenceWindow window() {
		return this.window;
	}

	void made(long seq) {
		if (seq != this.made + 1) {
			throw new IllegalArgumentException("beats are numbered without a gap: " + seq + " after " + this.made);
		}
		this.made = seq;
	}

	void set(long seq, Fate fate, boolean firstBootHeard) {
		int index = Math.toIntExact(seq);
		Fate before = fate(seq);
		if (before != Fate.WAITING && before != Fate.UNCERTAIN) {
			throw new IllegalStateException("beat " + seq + " is already " + before);
		}
		this.uncertain.clear(index);
		switch (fate) {
			case WAITING -> {
				// All that is known of it: it was made.
			}
			case UNCERTAIN -> this.uncertain.set(index);
			case ACKNOWLEDGED -> {
				this.acknowledged.set(index);
				SequenceWindow start = (this.window != null) ? this.window
						: SequenceWindow.startingAt(firstBootHeard ? seq : 1);
				this.window = start.accept(seq);
			}
			case REFUSED -> this.refused.set(index);
			case DROPPED_OUT -> this.droppedOut.set(index);
			case GIVEN_UP -> this.givenUp.set(index);
		}
	}

	Fate fate(long seq) {
		if (seq < 1 || seq > this.made) {
			throw new IllegalArgumentException("beat " + seq + " was not made");
		}
		int index = Math.toIntExact(seq);
		if (this.acknowledged.get(index)) {
			return Fate.ACKNOWLEDGED;
		}
		if (this.refused.get(index)) {
			return Fate.REFUSED;
		}
		if (this.droppedOut.get(index)) {
			return Fate.DROPPED_OUT;
		}
		if (this.givenUp.get(index)) {
			return Fate.GIVEN_UP;
		}
		return this.uncertain.get(index) ? Fate.UNCERTAIN : Fate.WAITING;
	}

	BootTally tally() {
		long waiting = this.made - this.acknowledged.cardinality() - this.refused.cardinality()
				- this.droppedOut.cardinality() - this.givenUp.cardinality() - this.uncertain.cardinality();
		return new BootTally(this.bootId, this.made, this.acknowledged.cardinality(), this.refused.cardinality(),
				this.droppedOut.cardinality(), this.givenUp.cardinality(), this.uncertain.cardinality(), waiting);
	}

}
