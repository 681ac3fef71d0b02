package com.lekiwi.heartbeat.monitor.fleet;

import java.time.Duration;
import java.util.Objects;

import com.lekiwi.heartbeat.contract.robot.Beat;
import com.lekiwi.heartbeat.contract.robot.Counters;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import org.jspecify.annotations.Nullable;

/**
 * Joins what is known of a robot with what arrives, in whatever order and however often
 * it arrives. What is no news leaves the robot as it was, as the same object.
 */
final class RobotMerge {

	/** Times may be rounded on their way through a database; lives are further apart. */
	private static final Duration ROUNDING = Duration.ofSeconds(1);

	private RobotMerge() {
	}

	static Robot change(@Nullable Robot known, RobotChange change) {
		if (known != null && change.version() <= known.version()) {
			return known;
		}
		Beat beat = (known != null) ? known.beat() : null;
		Counters counters = (known != null) ? known.counters() : null;
		return change.with(beat, counters);
	}

	/**
	 * Whether a robot is back in the fleet, and not an echo from before it left.
	 */
	static boolean isBack(Robot retired, Robot robot) {
		return robot.version() > retired.version()
				|| robot.registeredAt().isAfter(retired.registeredAt().plus(ROUNDING));
	}

	static Robot beat(Robot known, BeatChange change) {
		Beat before = known.beat();
		if (before != null && !change.beat().isNewerThan(before)) {
			return known;
		}
		Counters counters = (change.counters() != null) ? change.counters()
				: received(before, change.beat(), known.counters());
		return known.with(change.beat(), counters);
	}

	/**
	 * Counters are left out of an update when nothing but {@code received} grew; then all
	 * numbers since the beat before have arrived. Beats that have no number always come
	 * with the counters. If an update was lost in between, the count is wrong until the
	 * fleet is read anew, which the loss brings about.
	 */
	private static @Nullable Counters received(@Nullable Beat before, Beat beat, @Nullable Counters counters) {
		if (before == null || counters == null || before.seq() == null || beat.seq() == null
				|| !Objects.equals(before.bootId(), beat.bootId())) {
			return counters;
		}
		return new Counters(counters.received() + beat.seq() - before.seq(), counters.lost(), counters.reboots());
	}

	/**
	 * Joins with a robot that was read from state-manager: it may be older than an update
	 * that arrived while it was on its way.
	 */
	static Robot loaded(@Nullable Robot known, Robot loaded) {
		if (known == null || loaded.registeredAt().isAfter(known.registeredAt().plus(ROUNDING))) {
			return loaded;
		}
		Robot newest = (loaded.version() > known.version()) ? loaded : known;
		Beat knownBeat = known.beat();
		Beat loadedBeat = loaded.beat();
		boolean keepsBeat = loadedBeat == null || (knownBeat != null && knownBeat.isNewerThan(loadedBeat));
		return keepsBeat ? newest.with(knownBeat, known.counters()) : newest.with(loadedBeat, loaded.counters());
	}

}
