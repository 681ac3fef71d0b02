package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.fleet.ViewedRobot;
import com.lekiwi.heartbeat.monitor.settings.MonitorSettings;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Snapshots of the whole fleet, written once for all who come within a second: when a
 * thousand watchers return together, each part is written once.
 */
@Component
final class SnapshotParts {

	/** A part that is older is written anew; what changed since then follows it. */
	private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

	/** Parts may have grown by so much before the fleet is cut anew. */
	private static final double GROWN = 0.1;

	private final FleetView view;

	private final RobotJson json;

	private final EventRing ring;

	private final Frames frames;

	private final int partSize;

	private final AtomicReference<Cut> cut = new AtomicReference<>(
			new Cut(new SnapshotPlan(List.of()), 0, new AtomicReferenceArray<>(1)));

	SnapshotParts(FleetView view, RobotJson json, EventRing ring, Frames frames, MonitorSettings settings) {
		this.view = view;
		this.json = json;
		this.ring = ring;
		this.frames = frames;
		this.partSize = settings.push().snapshotPart();
	}

	/**
	 * A part of a snapshot.
	 *
	 * @param frame what to send
	 * @param change all changes up to this one are in it
	 * @param cursor where to resume in the log of events, for the last part
	 * @param redisUp what it says of the sources
	 * @param stateManagerUp the same
	 * @param madeAt in {@link System#nanoTime()}
	 */
	record Part(WireFrame frame, long change, long cursor, boolean redisUp, boolean stateManagerUp, long madeAt) {

	}

	/**
	 * The whole fleet, cut.
	 *
	 * @param plan how
	 * @param robots how many there were then
	 * @param parts those that were written lately
	 */
	private record Cut(SnapshotPlan plan, int robots, AtomicReferenceArray<@Nullable Part> parts) {

	}

	/** How to cut the whole fleet now. */
	synchronized SnapshotPlan plan() {
		int size = this.view.size();
		Cut known = this.cut.get();
		if (Math.abs(size - known.robots()) > known.robots() * GROWN) {
			SnapshotPlan plan = SnapshotPlan.of(this.view.all().stream().map(ViewedRobot::id).toList(), this.partSize);
			known = new Cut(plan, size, new AtomicReferenceArray<>(plan.parts()));
			this.cut.set(known);
		}
		return known.plan();
	}

	/** How to cut what a filter takes now. */
	SnapshotPlan plan(RobotFilter filter) {
		return SnapshotPlan.of(this.view.all().stream().filter(viewed -> {
			Robot robot = viewed.robot();
			return robot != null && filter.takes(robot);
		}).map(ViewedRobot::id).toList(), this.partSize);
	}

	/**
	 * A part of the whole fleet, from 0, with the newest cursor.
	 * @param of how the fleet is cut
	 */
	synchronized Part part(SnapshotPlan of, int number, SourceState state) {
		AtomicReferenceArray<@Nullable Part> parts = this.cut.get().parts();
		boolean current = of.equals(this.cut.get().plan());
		Part known = current ? parts.get(number) : null;
		if (known == null || !isFresh(known, state)) {
			known = make(of, number, state);
			if (current) {
				parts.set(number, known);
			}
		}
		return known;
	}

	/** Forgets what nobody needs any more. */
	synchronized void forgetOld() {
		AtomicReferenceArray<@Nullable Part> parts = this.cut.get().parts();
		long now = System.nanoTime();
		for (int i = 0; i < parts.length(); i++) {
			Part part = parts.get(i);
			if (part != null && now - part.madeAt() > FRESH_NANOS) {
				parts.set(i, null);
			}
		}
	}

	private boolean isFresh(Part part, SourceState state) {
		return part.redisUp() == state.redisUp() && part.stateManagerUp() == state.stateManagerUp()
				&& (System.nanoTime() - part.madeAt() <= FRESH_NANOS);
	}

	private Part make(SnapshotPlan of, int number, SourceState state) {
		long change = this.view.last();
		long cursor = this.ring.newest();
		List<String> robots = new ArrayList<>();
		for (ViewedRobot robot : this.view.range(of.from(number), of.to(number))) {
			robots.add(robot.whole(this.json));
		}
		return new Part(this.frames.snapshot(robots, number + 1, of.parts(), state, cursor), change, cursor,
				state.redisUp(), state.stateManagerUp(), System.nanoTime());
	}

}
