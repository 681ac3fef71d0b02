package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;

/**
 * The legacy answers all, and the other side gets copies: what becomes of that side must
 * not be felt. First the new side as it is, beside no mirror at all; then a stand-in that
 * suffers.
 */
final class ShadowTrial {

	private static final String FROZEN_KEY = "frozen_new";

	/**
	 * A round with the new side as it is.
	 *
	 * @param none without a mirror
	 * @param mirror with one
	 * @param frozen with one, and a new side that is frozen
	 */
	private record Mirrored(Window none, Window mirror, Window frozen) {

	}

	private final BenchmarkRun run;

	private final EdgeStack stack;

	private final EdgeSettings settings;

	private final Tally tally;

	private final EdgeFigures figures;

	ShadowTrial(BenchmarkRun run, EdgeStack stack, EdgeSettings settings, Tally tally, EdgeFigures figures) {
		this.run = run;
		this.stack = stack;
		this.settings = settings;
		this.tally = tally;
		this.figures = figures;
	}

	/**
	 * Measures the new side as it is.
	 * @param freeze freezes it
	 * @param thaw lets it go on
	 */
	void asItIs(Runnable freeze, Runnable thaw) {
		this.run.say("mirror: warming up");
		List<Mirrored> rounds = new ArrayList<>();
		Collection<Beat> beats = during(() -> {
			Waiting.forSome(this.settings.warmUp());
			for (int round = 0; round < this.settings.shadowRounds(); round++) {
				this.run.say("mirror: round " + (round + 1) + " of " + this.settings.shadowRounds());
				boolean noneFirst = round % 2 == 0;
				Window none = noneFirst ? withoutMirror() : null;
				Window mirror = withMirror();
				Window frozen = frozen(freeze, thaw);
				rounds.add(new Mirrored((none != null) ? none : withoutMirror(), mirror, frozen));
			}
		});
		for (Mirrored round : rounds) {
			Latencies none = round.none().latencies(beats, robot -> true);
			Latencies mirror = round.mirror().latencies(beats, robot -> true);
			Latencies frozen = round.frozen().latencies(beats, robot -> true);
			this.figures.round("none", none);
			this.figures.round("mirror", mirror);
			this.figures.round(FROZEN_KEY, frozen);
			this.figures.ratio("mirror", mirror, none);
			this.figures.ratio(FROZEN_KEY, frozen, mirror);
		}
	}

	private Window withoutMirror() {
		this.stack.mirror(false);
		Window window = checked(false);
		this.stack.mirror(true);
		Waiting.forSome(this.settings.settle());
		return window;
	}

	private Window withMirror() {
		return checked(true);
	}

	/** A window in which the access log tells whether copies were made. */
	private Window checked(boolean copies) {
		if (!copies) {
			Waiting.forSome(this.settings.settle());
		}
		long log = this.stack.accessLogSize();
		Window window = FaultTurns.window(this.settings.window());
		if ((this.stack.copiesSince(log) > 0) != copies) {
			throw new BenchmarkException("nginx made " + (copies ? "no copies with" : "copies without") + " a mirror");
		}
		return window;
	}

	private Window frozen(Runnable freeze, Runnable thaw) {
		freeze.run();
		Waiting.forSome(this.settings.onset());
		Window window = FaultTurns.window(this.settings.window());
		thaw.run();
		Waiting.forSome(this.settings.settle());
		return window;
	}

	/** Measures a shadow that suffers. */
	void suffering(StandIn standIn) {
		List<FaultTurns.Turn> turns = new ArrayList<>();
		FaultTurns faults = new FaultTurns(this.settings, standIn, () -> {
			// Copies are nobody's concern.
		});
		Collection<Beat> beats = during(() -> {
			Waiting.forSome(this.settings.warmUp().dividedBy(2));
			for (int round = 0; round < this.settings.shadowRounds(); round++) {
				this.run.say("sick shadow: round " + (round + 1) + " of " + this.settings.shadowRounds());
				boolean even = round % 2 == 0;
				turns.addAll(faults.around(even ? Fault.SLOW : Fault.FROZEN, even ? Fault.FROZEN : Fault.SLOW));
				turns.addAll(faults.around(even ? null : Fault.DEAD, even ? Fault.DEAD : null));
			}
		});
		for (FaultTurns.Turn turn : turns) {
			String key = turn.fault().key();
			Latencies reference = turn.reference().latencies(beats, robot -> true);
			Latencies steady = turn.steady().latencies(beats, robot -> true);
			this.figures.round("reference", reference);
			this.figures.round(key, steady);
			this.figures.ratio(key, steady, reference);
			this.figures.round("p99_onset_" + key + "_ms", turn.onset().latencies(beats, robot -> true).percentile(99));
		}
	}

	private Collection<Beat> during(Runnable work) {
		BeatLoad load = this.run.resources()
			.open(() -> BeatLoad.start(this.stack.edgePort(), this.settings.robots(), this.settings.beatsPerSecond(),
					this.tally));
		work.run();
		// All answers are there now.
		this.run.resources().close(load);
		return load.beats();
	}

}
