package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkException;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;

/**
 * A side fails that serves some robots: the other's own robots must not feel it, and
 * nobody sees an error.
 */
final class SideTrial {

	/** Percent of the robots that the failing side serves. */
	static final int[] SHARES = { 10, 50 };

	private static final String NEW = "new";

	private static final double NEARLY_ALL = 0.9;

	private final BenchmarkRun run;

	private final EdgeStack stack;

	private final EdgeSettings settings;

	private final Tally tally;

	private final EdgeFigures figures;

	SideTrial(BenchmarkRun run, EdgeStack stack, EdgeSettings settings, Tally tally, EdgeFigures figures) {
		this.run = run;
		this.stack = stack;
		this.settings = settings;
		this.tally = tally;
		this.figures = figures;
	}

	/** Measures; the split is 0 % before and after. */
	void measure(StandIn standIn) {
		for (int share : SHARES) {
			this.stack.split(share);
			measure(standIn, share);
		}
		this.stack.split(0);
		for (Fault fault : Fault.values()) {
			String key = "p99_ratio_healthy_" + fault.key();
			this.figures.putLarger(key, key + "_" + SHARES[0], key + "_" + SHARES[1]);
		}
	}

	private void measure(StandIn standIn, int share) {
		List<FaultTurns.Turn> turns = new ArrayList<>();
		BeatLoad load = this.run.resources()
			.open(() -> BeatLoad.start(this.stack.edgePort(), this.settings.robots(), this.settings.beatsPerSecond(),
					this.tally));
		Waiting.forSome(this.settings.settle().plus(this.settings.everyRobot()));
		Set<Integer> moved = moved(load.beats());
		if (moved.isEmpty() || moved.size() == this.settings.robots()) {
			throw new BenchmarkException("at " + share + " % " + moved.size() + " of " + this.settings.robots()
					+ " robots are on the new side");
		}
		FaultTurns faults = new FaultTurns(this.settings, standIn,
				() -> Waiting.until("the new side to serve its robots again", () -> serves(load, moved)));
		for (int round = 0; round < this.settings.sideRounds(); round++) {
			this.run.say("failed side at " + share + " %: round " + (round + 1) + " of " + this.settings.sideRounds());
			boolean even = round % 2 == 0;
			turns.addAll(faults.around(even ? Fault.SLOW : Fault.FAILING, even ? Fault.FAILING : Fault.SLOW));
			turns.addAll(faults.around(even ? Fault.FROZEN : Fault.DEAD, even ? Fault.DEAD : Fault.FROZEN));
		}
		this.run.resources().close(load);
		turns.forEach(turn -> add(turn, load.beats(), moved, share));
	}

	/**
	 * Robots of the new side. A single answer may be the other side's, in its place.
	 * @param beats beats without a fault
	 * @return those most of whose beats the new side answered
	 */
	static Set<Integer> moved(Collection<Beat> beats) {
		Map<Integer, Long> surplus = beats.stream()
			.collect(Collectors.groupingBy(Beat::robot,
					Collectors.summingLong(beat -> beat.system().equals(NEW) ? 1 : -1)));
		return surplus.entrySet()
			.stream()
			.filter(robot -> robot.getValue() > 0)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * Whether the new side, and not the other in its place, serves nearly all of its
	 * robots.
	 */
	private static boolean serves(BeatLoad load, Set<Integer> moved) {
		List<String> systems = load.lastSystems();
		long served = moved.stream().filter(robot -> systems.get(robot).equals(NEW)).count();
		return served >= moved.size() * NEARLY_ALL;
	}

	private void add(FaultTurns.Turn turn, Collection<Beat> beats, Set<Integer> moved, int share) {
		IntPredicate healthy = robot -> !moved.contains(robot);
		String condition = "healthy_" + turn.fault().key() + "_" + share;
		Latencies steady = turn.steady().latencies(beats, healthy);
		this.figures.round(condition, steady);
		this.figures.ratio(condition, steady, turn.reference().latencies(beats, healthy));
		this.figures.round("p99_onset_" + condition + "_ms", turn.onset().latencies(beats, healthy).percentile(99));
		String other = "moved_" + turn.fault().key() + "_" + share;
		this.figures.round(other, turn.steady().latencies(beats, moved::contains));
		this.figures.round("p99_onset_" + other + "_ms", turn.onset().latencies(beats, moved::contains).percentile(99));
	}

}
