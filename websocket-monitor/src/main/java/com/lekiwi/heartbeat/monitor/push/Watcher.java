package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.fleet.Changes;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.fleet.ViewedRobot;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * What one watcher has seen of the fleet, and what it has to be sent. It remembers the
 * number of the last change that was sent, and, if it filters, which robots it has. Only
 * its session's thread uses it.
 */
final class Watcher {

	private final Subscription subscription;

	private final FleetView view;

	private final RobotJson json;

	private final Frames frames;

	/** Robots that were sent and not removed; kept only by those who filter. */
	private final @Nullable Set<RobotId> shown;

	private volatile long seen;

	private long conflated;

	Watcher(Subscription subscription, FleetView view, RobotJson json, Frames frames) {
		this.subscription = subscription;
		this.view = view;
		this.json = json;
		this.frames = frames;
		this.shown = subscription.filter().takesAll() ? null : new HashSet<>();
	}

	Subscription subscription() {
		return this.subscription;
	}

	boolean isBehind() {
		return this.view.last() != this.seen;
	}

	/** Changes of the fleet that this watcher was not asked about yet. */
	long pending() {
		return this.view.last() - this.seen;
	}

	/**
	 * All robots that the watcher wants; they replace what it had. Each part is written
	 * when it is taken, so that a slow watcher holds one of them only.
	 */
	Iterator<String> snapshot(int partSize, SourceState state) {
		this.seen = this.view.last();
		List<ViewedRobot> robots = new ArrayList<>();
		if (this.shown != null) {
			this.shown.clear();
		}
		for (ViewedRobot viewed : this.view.all()) {
			Robot robot = viewed.robot();
			if (robot != null && this.subscription.filter().takes(robot)) {
				robots.add(viewed);
				if (this.shown != null) {
					this.shown.add(viewed.id());
				}
			}
		}
		int parts = Math.max(1, Math.ceilDiv(robots.size(), partSize));
		return IntStream.rangeClosed(1, parts).mapToObj(part -> {
			List<ViewedRobot> some = robots.subList((part - 1) * partSize, Math.min(part * partSize, robots.size()));
			return this.frames.snapshot(some.stream().map(robot -> robot.whole(this.json)).toList(), part, parts,
					state);
		}).iterator();
	}

	/**
	 * What is new since the last frame.
	 * @return {@code null} when nothing of it concerns the watcher
	 * @throws SnapshotNeededException if the last frame is too long ago
	 */
	@Nullable String delta() throws SnapshotNeededException {
		Changes changes = this.view.since(this.seen);
		if (changes == null) {
			throw new SnapshotNeededException();
		}
		List<String> robots = new ArrayList<>(changes.robots().size());
		List<String> removed = new ArrayList<>();
		for (ViewedRobot viewed : changes.robots()) {
			Robot robot = viewed.robot();
			if (robot != null && this.subscription.filter().takes(robot)) {
				boolean isNew = this.shown != null && this.shown.add(viewed.id());
				robots.add(isNew ? viewed.whole(this.json) : viewed.since(this.seen, this.json));
			}
			else if (this.shown == null || this.shown.remove(viewed.id())) {
				removed.add(viewed.id().value());
			}
		}
		long overtaken = changes.upTo() - this.seen - changes.robots().size();
		this.seen = changes.upTo();
		if (robots.isEmpty() && removed.isEmpty()) {
			return null;
		}
		// A watcher who filters cannot know whose changes were overtaken.
		this.conflated = (this.shown == null) ? Math.max(0, overtaken) : 0;
		return this.frames.delta(robots, removed, this.conflated);
	}

	/** Changes that the last delta left out because newer ones overtook them. */
	long conflated() {
		return this.conflated;
	}

}
