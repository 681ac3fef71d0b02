package com.lekiwi.heartbeat.fleet.ledger;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import org.jspecify.annotations.Nullable;

/** The beats of one boot. Guarded by the ledger of its robot. */
final class BootLedger {

	private final String bootId;

	/** Acknowledged beats, by who acknowledged them. */
	private final Map<AnsweredBy, BitSet> acknowledged = new EnumMap<>(AnsweredBy.class);

	private final BitSet refused = new BitSet();

	private final BitSet droppedOut = new BitSet();

	private final BitSet givenUp = new BitSet();

	private final BitSet uncertain = new BitSet();

	private final BitSet failed = new BitSet();

	private long resent;

	private long made;

	/** What the server's window holds; absent as long as no beat was acknowledged. */
	private @Nullable SequenceWindow window;

	BootLedger(String bootId) {
		this.bootId = bootId;
		for (AnsweredBy system : AnsweredBy.values()) {
			this.acknowledged.put(system, new BitSet());
		}
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

	void resent() {
		this.resent++;
	}

	void acknowledge(long seq, AnsweredBy system, boolean firstBootHeard) {
		int index = settle(seq);
		of(system).set(index);
		SequenceWindow start = (this.window != null) ? this.window
				: SequenceWindow.startingAt(firstBootHeard ? seq : 1);
		this.window = start.accept(seq);
	}

	void set(long seq, Fate fate) {
		int index = settle(seq);
		switch (fate) {
			case WAITING -> {
				// All that is known of it: it was made.
			}
			case UNCERTAIN -> this.uncertain.set(index);
			case ACKNOWLEDGED -> throw new IllegalArgumentException("somebody acknowledges a beat");
			case REFUSED -> this.refused.set(index);
			case DROPPED_OUT -> this.droppedOut.set(index);
			case GIVEN_UP -> this.givenUp.set(index);
			case FAILED -> this.failed.set(index);
		}
	}

	Fate fate(long seq) {
		if (seq < 1 || seq > this.made) {
			throw new IllegalArgumentException("beat " + seq + " was not made");
		}
		int index = Math.toIntExact(seq);
		if (acknowledgedBy(index).isPresent()) {
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
		if (this.failed.get(index)) {
			return Fate.FAILED;
		}
		return this.uncertain.get(index) ? Fate.UNCERTAIN : Fate.WAITING;
	}

	Optional<AnsweredBy> acknowledgedBy(long seq) {
		int index = Math.toIntExact(seq);
		return this.acknowledged.keySet().stream().filter(system -> of(system).get(index)).findFirst();
	}

	BootTally tally() {
		Acknowledgements by = new Acknowledgements(of(AnsweredBy.NEW).cardinality(),
				of(AnsweredBy.LEGACY).cardinality(), of(AnsweredBy.ABSENT).cardinality());
		long waiting = this.made - by.total() - this.refused.cardinality() - this.droppedOut.cardinality()
				- this.givenUp.cardinality() - this.uncertain.cardinality() - this.failed.cardinality();
		return new BootTally(this.bootId, this.made, by.total(), this.refused.cardinality(),
				this.droppedOut.cardinality(), this.givenUp.cardinality(), this.uncertain.cardinality(), waiting,
				this.failed.cardinality(), this.resent, by);
	}

	private BitSet of(AnsweredBy system) {
		return Objects.requireNonNull(this.acknowledged.get(system));
	}

	/** A beat whose fate was open is about to meet it. */
	private int settle(long seq) {
		Fate before = fate(seq);
		if (before != Fate.WAITING && before != Fate.UNCERTAIN) {
			throw new IllegalStateException("beat " + seq + " is already " + before);
		}
		int index = Math.toIntExact(seq);
		this.uncertain.clear(index);
		return index;
	}

}
