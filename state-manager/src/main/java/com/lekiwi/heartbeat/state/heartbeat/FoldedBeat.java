package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * Beats of one robot that are written as one row. Beats of one boot: all of their
 * numbers, which lie within one window, and the values of the newest. Or beats with keys,
 * none of them a repeat: how many there are, and the values of the one that came last.
 */
final class FoldedBeat {

	/** In place of the boot of beats that have none; no boot is called so. */
	static final String NO_BOOT = "";

	private final RobotId id;

	private final String bootId;

	private SequenceWindow numbers;

	private Instant lastArrival;

	/** The live beat that is the newest; none when all came from a buffer. */
	private @Nullable ReceivedBeat newest;

	/** Live beats but the newest; as a rule none. */
	private List<ReceivedBeat> otherLive = List.of();

	FoldedBeat(ReceivedBeat first) {
		this.id = first.id();
		this.bootId = first.bootId();
		this.lastArrival = first.receivedAt();
		this.numbers = first.isKeyed() ? unnumbered(1) : SequenceWindow.startingAt(first.seq()).accept(first.seq());
		if (first.isLive()) {
			this.newest = first;
		}
	}

	/**
	 * Takes another beat of the same robot, if it fits.
	 * @param other the beat
	 * @return whether it was taken
	 */
	boolean take(ReceivedBeat other) {
		return other.isKeyed() ? takeKeyed(other) : takeNumbered(other);
	}

	private boolean takeKeyed(ReceivedBeat other) {
		if (!isKeyed() || saysLess(other)) {
			return false;
		}
		this.lastArrival = other.receivedAt();
		this.numbers = unnumbered(this.numbers.received() + 1);
		if (other.isLive()) {
			takeValues(other, known -> !other.receivedAt().isBefore(known.receivedAt()));
		}
		return true;
	}

	/**
	 * What it leaves as it was is what the ones before it say: those are written first.
	 */
	private boolean saysLess(ReceivedBeat other) {
		return this.newest != null && this.newest.beat().teleoperation() != null
				&& other.beat().teleoperation() == null;
	}

	/** Beats without numbers: there is no highest one, and none is missing. */
	private static SequenceWindow unnumbered(long received) {
		return new SequenceWindow(1, 0, 0, received);
	}

	private boolean takeNumbered(ReceivedBeat other) {
		long seq = other.seq();
		boolean fits = this.bootId.equals(other.bootId()) && seq > this.numbers.highest() - SequenceWindow.SIZE
				&& seq < this.numbers.first() + SequenceWindow.SIZE;
		if (!fits) {
			return false;
		}
		this.lastArrival = other.receivedAt();
		SequenceWindow before = this.numbers;
		this.numbers = before.accept(seq);
		if (other.isLive() && !this.numbers.equals(before)) {
			takeValues(other, known -> seq > known.seq());
		}
		return true;
	}

	private void takeValues(ReceivedBeat other, Predicate<ReceivedBeat> isNewerThan) {
		ReceivedBeat known = this.newest;
		if (known == null) {
			this.newest = other;
			return;
		}
		boolean newer = isNewerThan.test(known);
		this.newest = newer ? other : known;
		List<ReceivedBeat> others = new ArrayList<>(this.otherLive);
		others.add(newer ? known : other);
		this.otherLive = others;
	}

	RobotId id() {
		return this.id;
	}

	boolean isKeyed() {
		return this.bootId.equals(NO_BOOT);
	}

	String bootId() {
		return this.bootId;
	}

	SequenceWindow numbers() {
		return this.numbers;
	}

	/** When the last of them arrived. */
	Instant lastArrival() {
		return this.lastArrival;
	}

	@Nullable ReceivedBeat newest() {
		return this.newest;
	}

	/**
	 * Calls for every live beat.
	 * @param receiver takes a beat
	 */
	void eachLive(Consumer<ReceivedBeat> receiver) {
		if (this.newest != null) {
			receiver.accept(this.newest);
			this.otherLive.forEach(receiver);
		}
	}

}
