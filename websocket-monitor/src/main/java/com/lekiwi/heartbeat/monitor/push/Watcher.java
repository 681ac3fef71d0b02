package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.event.EventPosition;
import com.lekiwi.heartbeat.monitor.event.EventRing;
import com.lekiwi.heartbeat.monitor.event.EventSlice;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.fleet.ViewedRobot;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * What one watcher has seen of the fleet and of the log. It remembers the number of the
 * last change that was sent, how far it came in the log, and, if it filters, which robots
 * it has, a bit for each. Only its loop's thread uses it.
 */
final class Watcher {

	private final Subscription subscription;

	private final FleetView view;

	private final RobotJson json;

	private final Frames frames;

	private final SnapshotParts parts;

	private final @Nullable BitSet shown;

	private final @Nullable EventPosition position;

	private final EventRing ring;

	private @Nullable SnapshotPlan plan;

	private int nextPart;

	private volatile long seen;

	Watcher(Subscription subscription, FleetView view, RobotJson json, Frames frames, SnapshotParts parts,
			EventRing ring, int mostMissing) {
		this.subscription = subscription;
		this.view = view;
		this.json = json;
		this.frames = frames;
		this.parts = parts;
		this.ring = ring;
		this.shown = subscription.filter().takesAll() ? null : new BitSet();
		this.position = subscription.events() ? new EventPosition(ring, subscription.since(), mostMissing) : null;
		begin();
	}

	Subscription subscription() {
		return this.subscription;
	}

	/** Has it take all robots anew; they replace what it had. */
	private void begin() {
		this.seen = this.view.last();
		this.nextPart = 0;
		if (this.shown == null) {
			this.plan = this.parts.plan();
		}
		else {
			this.shown.clear();
			this.plan = this.parts.plan(this.subscription.filter());
		}
	}

	/** Changes of the fleet that this watcher was not asked about yet. */
	long pending() {
		return this.view.last() - this.seen;
	}

	boolean isBehind() {
		return this.view.last() != this.seen;
	}

	/**
	 * The next part of the snapshot.
	 * @return {@code null} when it is complete
	 */
	@Nullable WireFrame snapshot(SourceState state) {
		SnapshotPlan current = this.plan;
		if (current == null) {
			return null;
		}
		int number = this.nextPart;
		boolean last = number + 1 == current.parts();
		this.nextPart++;
		if (last) {
			this.plan = null;
		}
		boolean resumes = last && this.position != null;
		return (this.shown == null && !resumes) ? sharedPart(current, number, state) : ownPart(current, number, state);
	}

	private WireFrame sharedPart(SnapshotPlan current, int number, SourceState state) {
		SnapshotParts.Part part = this.parts.part(current, number, state);
		// It may be older than the others: what changed since then follows.
		this.seen = Math.min(this.seen, part.change());
		return part.frame();
	}

	private WireFrame ownPart(SnapshotPlan current, int number, SourceState state) {
		List<String> robots = new ArrayList<>();
		for (ViewedRobot viewed : this.view.range(current.from(number), current.to(number))) {
			Robot robot = viewed.robot();
			if (robot != null && this.subscription.filter().takes(robot)) {
				robots.add(viewed.whole(this.json));
				if (this.shown != null) {
					this.shown.set(viewed.slot());
				}
			}
		}
		return this.frames.snapshot(robots, number + 1, current.parts(), state, cursor());
	}

	/**
	 * What is new since the last frame.
	 * @return {@code null} when the last frame is too long ago; then a snapshot follows
	 */
	@Nullable Delta delta(SharedFrames shared) {
		Delta delta = shared.delta(this.seen, this.subscription.filter(), this.shown);
		if (delta == null) {
			begin();
		}
		else {
			this.seen = delta.upTo();
		}
		return delta;
	}

	boolean isBehindInLog() {
		return this.position != null && this.position.isBehind();
	}

	/**
	 * What comes next in the log, or what is left out.
	 * @return {@code null} when none of it concerns the watcher
	 */
	@Nullable WireFrame events(SharedFrames shared) {
		if (this.position == null) {
			return null;
		}
		EventPosition.LeftOut leftOut = this.position.leftOut();
		if (leftOut != null) {
			return this.frames.leftOut(leftOut);
		}
		long after = this.position.cursor();
		EventSlice slice = this.position.next(SharedFrames.EVENTS);
		this.position.took(slice);
		return shared.events(after, slice, this.subscription.filter());
	}

	/** Where this watcher resumes in the log. */
	long cursor() {
		return (this.position != null) ? this.position.cursor() : this.ring.newest();
	}

}
