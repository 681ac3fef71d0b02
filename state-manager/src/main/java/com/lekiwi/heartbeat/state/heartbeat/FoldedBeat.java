package com.lekiwi.heartbeat.state.heartbeat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

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

	private int live;

	/** Filled once there is more than one live beat. */
	private Map<Metric, MinuteSum> sums = Map.of();

	FoldedBeat(ReceivedBeat first) {
		this.id = first.id();
		this.bootId = first.beat().bootId();
		this.lastArrival = first.receivedAt();
		this.numbers = SequenceWindow.startingAt(first.beat().seq()).accept(first.beat().seq());
		if (first.isLive()) {
			this.newest = first;
			this.live = 1;
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
			this.live = 1;
			return;
		}
		Map<Metric, MinuteSum> added = new EnumMap<>(Metric.class);
		for (Metric metric : Metric.values()) {
			added.put(metric, sum(metric).plus(metric.of(other.beat())));
		}
		this.sums = added;
		this.live++;
		if (other.beat().seq() > known.beat().seq()) {
			this.newest = other;
		}
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

	/** How many live beats these are. */
	int live() {
		return this.live;
	}

	MinuteSum sum(Metric metric) {
		MinuteSum known = this.sums.get(metric);
		if (known != null) {
			return known;
		}
		return MinuteSum.of((this.newest != null) ? metric.of(this.newest.beat()) : null);
	}

}
