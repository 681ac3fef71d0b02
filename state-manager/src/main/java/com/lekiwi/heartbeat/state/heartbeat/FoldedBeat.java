package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.lekiwi.heartbeat.contract.heartbeat.SequenceWindow;
import com.lekiwi.heartbeat.contract.identity.RobotId;
import org.jspecify.annotations.Nullable;

/**
 * Beats of one boot of one robot that are written as one row: all of their numbers, the
 * values of the newest. Their numbers lie within one window.
 */
final class FoldedBeat {

	private final RobotId id;

	private final String bootId;

	private SequenceWindow numbers;

	private Instant lastArrival;

	/** The live beat with the highest number; none when all came from a buffer. */
	private @Nullable ReceivedBeat newest;

	/** Live beats but the newest; as a rule none. */
	private List<ReceivedBeat> otherLive = List.of();

	FoldedBeat(ReceivedBeat first) {
		this.id = first.id();
		this.bootId = first.beat().bootId();
		this.lastArrival = first.receivedAt();
		this.numbers = SequenceWindow.startingAt(first.beat().seq()).accept(first.beat().seq());
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
		long seq = other.beat().seq();
		boolean fits = this.bootId.equals(other.beat().bootId()) && seq > this.numbers.highest() - SequenceWindow.SIZE
				&& seq < this.numbers.first() + SequenceWindow.SIZE;
		if (!fits) {
			return false;
		}
		this.lastArrival = other.receivedAt();
		SequenceWindow before = this.numbers;
		this.numbers = before.accept(seq);
		if (other.isLive() && !this.numbers.equals(before)) {
			takeValues(other);
		}
		return true;
	}

	private void takeValues(ReceivedBeat other) {
		ReceivedBeat known = this.newest;
		if (known == null) {
			this.newest = other;
			return;
		}
		boolean newer = other.beat().seq() > known.beat().seq();
		this.newest = newer ? other : known;
		List<ReceivedBeat> others = new ArrayList<>(this.otherLive);
		others.add(newer ? known : other);
		this.otherLive = others;
	}

	RobotId id() {
		return this.id;
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
