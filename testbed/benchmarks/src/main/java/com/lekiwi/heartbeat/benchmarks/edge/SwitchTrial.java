package com.lekiwi.heartbeat.benchmarks.edge;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.benchmarks.report.Latencies;
import com.lekiwi.heartbeat.benchmarks.run.BenchmarkRun;
import com.lekiwi.heartbeat.benchmarks.run.Waiting;

/** Moves robots to and fro while they beat. */
final class SwitchTrial {

	private static final int[] TARGETS = { 100, 0, 50, 100, 50, 0 };

	private static final int ALL = 100;

	private static final double NANOS_PER_MS = 1e6;

	private SwitchTrial() {
	}

	/** Measures; the split is 0 % before and after. */
	static void measure(BenchmarkRun run, EdgeStack stack, EdgeSettings settings, Tally tally, EdgeFigures figures) {
		BeatLoad load = run.resources()
			.open(() -> BeatLoad.start(stack.edgePort(), settings.robots(), settings.beatsPerSecond(), tally));
		Waiting.forSome(settings.settle().plus(settings.everyRobot()));
		Waiting.until("the legacy to serve all robots at 0 %",
				() -> load.lastSystems().stream().allMatch("legacy"::equals));
		Latencies times = new Latencies();
		int percent = 0;
		for (int k = 0; k < settings.switches(); k++) {
			int target = TARGETS[k % TARGETS.length];
			run.say("switch " + (k + 1) + " of " + settings.switches() + ": " + percent + " -> " + target + " %");
			List<String> before = load.lastSystems();
			long began = System.nanoTime();
			stack.split(target);
			// By then each robot has had an answer of the new split.
			Waiting.forSome(settings.everyRobot().multipliedBy(3).dividedBy(2));
			String gainer = (target > percent) ? "new" : "legacy";
			boolean all = target == 0 || target == ALL;
			Waiting.until("robots to be where " + target + " % says",
					() -> arrived(before, load.lastSystems(), gainer, all));
			times.add(lastOnOldSideMs(load.beats(), before, load.lastSystems(), gainer, began));
			percent = target;
		}
		run.resources().close(load);
		stack.split(0);
		figures.put("switch_p50_ms", times.percentile(50));
		figures.put("switch_p99_ms", times.percentile(99));
		figures.put("switch_max_ms", times.percentile(100));
	}

	/**
	 * Whether robots went to the side that gets some, and none went away from it.
	 * @param before who served each robot before
	 * @param after who serves it now
	 * @param gainer the side that gets robots
	 * @param all whether it gets all of them
	 */
	static boolean arrived(List<String> before, List<String> after, String gainer, boolean all) {
		return !after.equals(before) && IntStream.range(0, before.size())
			.allMatch(robot -> after.get(robot).equals(gainer) || (!all && after.get(robot).equals(before.get(robot))));
	}

	/**
	 * How long after the command a robot that moved was still served by the side that it
	 * left: up to the last such answer's arrival.
	 * @param beats all beats
	 * @param before who served each robot before
	 * @param after who serves it now
	 * @param gainer the side that gets robots
	 * @param began when the command was given, by {@link System#nanoTime()}
	 * @return milliseconds; 0 when nobody was served by the old side any more
	 */
	static double lastOnOldSideMs(Collection<Beat> beats, List<String> before, List<String> after, String gainer,
			long began) {
		return beats.stream()
			.filter(beat -> beat.answered() > began && !beat.system().isEmpty() && !beat.system().equals(gainer)
					&& !before.get(beat.robot()).equals(after.get(beat.robot())))
			.mapToDouble(beat -> (beat.answered() - began) / NANOS_PER_MS)
			.max()
			.orElse(0);
	}

}
