package com.lekiwi.heartbeat.benchmarks.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.run.Waiting;
import org.jspecify.annotations.Nullable;

/** Lets a side suffer, directly beside a time without a fault. */
final class FaultTurns {

	/**
	 * A fault that was measured.
	 *
	 * @param fault what it was
	 * @param reference a window beside it, without a fault
	 * @param onset its first moments
	 * @param steady what came after these
	 */
	record Turn(Fault fault, Window reference, Window onset, Window steady) {

	}

	private record Suffering(Fault fault, Window onset, Window steady) {

		Turn beside(Window reference) {
			return new Turn(this.fault, reference, this.onset, this.steady);
		}

	}

	private final EdgeSettings settings;

	private final StandIn side;

	private final Runnable recovered;

	/**
	 * Prepares.
	 * @param settings how long things last
	 * @param side who suffers
	 * @param recovered waits until nobody feels a fault any more
	 */
	FaultTurns(EdgeSettings settings, StandIn side, Runnable recovered) {
		this.settings = settings;
		this.side = side;
		this.recovered = recovered;
	}

	/**
	 * A fault, a time without one, and another fault.
	 * @param before what comes first; {@code null} for nothing
	 * @param after what comes last; {@code null} for nothing
	 * @return the faults, each beside the same window without one
	 */
	List<Turn> around(@Nullable Fault before, @Nullable Fault after) {
		List<Suffering> faults = new ArrayList<>();
		if (before != null) {
			faults.add(suffer(before));
		}
		Window reference = window(this.settings.window());
		if (after != null) {
			faults.add(suffer(after));
		}
		return faults.stream().map(suffering -> suffering.beside(reference)).toList();
	}

	private Suffering suffer(Fault fault) {
		long from = System.nanoTime();
		this.side.suffer(fault);
		Waiting.untilNanos(from + this.settings.onset().toNanos());
		Window onset = new Window(from, System.nanoTime());
		Window steady = window(this.settings.window());
		this.side.recover(fault);
		Waiting.forSome(this.settings.settle());
		this.recovered.run();
		return new Suffering(fault, onset, steady);
	}

	/** Lets a window pass. */
	static Window window(Duration length) {
		long from = System.nanoTime();
		Waiting.forSome(length);
		return new Window(from, System.nanoTime());
	}

}
