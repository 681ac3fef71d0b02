package com.lekiwi.heartbeat.monitor.push;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.lekiwi.heartbeat.contract.incident.Situation;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.monitor.event.EventPosition;
import com.lekiwi.heartbeat.monitor.event.EventSlice;
import com.lekiwi.heartbeat.monitor.fleet.Changes;
import com.lekiwi.heartbeat.monitor.fleet.FleetView;
import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import com.lekiwi.heartbeat.monitor.fleet.RobotJson;
import com.lekiwi.heartbeat.monitor.fleet.ViewedRobot;
import com.lekiwi.heartbeat.monitor.source.SourceState;
import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one turn of a loop: watchers who have seen the same are sent the same, so
 * it is written once. Forgotten after the turn. Only the loop's thread uses it.
 */
final class SharedFrames {

	/** Events in one frame at most. */
	static final int EVENTS = 100;

	private final FleetView view;

	private final RobotJson json;

	private final Frames frames;

	private final int mostRobots;

	private final Map<Long, Changes> changes = new HashMap<>();

	/** The last one for those who take all: mostly the next asks for the same. */
	private @Nullable Delta latest;

	private long latestSince;

	private final Map<Seen, Filtered> deltas = new HashMap<>();

	private final Map<Long, WireFrame> pings = new HashMap<>();

	private final Map<Stretch, WireFrame> events = new HashMap<>();

	private final Map<Situation, WireFrame> situations = new HashMap<>();

	SharedFrames(FleetView view, RobotJson json, Frames frames, int mostRobots) {
		this.view = view;
		this.json = json;
		this.frames = frames;
		this.mostRobots = mostRobots;
	}

	private record Seen(long since, RobotFilter filter) {

	}

	/**
	 * Of the log: it may have grown since another watcher read on from the same cursor.
	 */
	private record Stretch(long after, long upTo) {

	}

	/**
	 * A delta of those who filter.
	 *
	 * @param before the robots that they had, by slot; absent for those who take all
	 * @param after the robots that they have then
	 */
	private record Filtered(@Nullable BitSet before, @Nullable BitSet after, Delta delta) {

	}

	/** Everything is looked at anew. */
	void forget() {
		this.latest = null;
		this.changes.clear();
		this.deltas.clear();
		this.pings.clear();
		this.events.clear();
		this.situations.clear();
	}

	/**
	 * What is newer than a change, for one who takes all, or who filters.
	 * @param shown the robots that the watcher has, by slot; made to be those that it has
	 * then; absent when it takes all
	 * @return {@code null} when only a snapshot helps
	 */
	@Nullable Delta delta(long since, RobotFilter filter, @Nullable BitSet shown) {
		if (shown == null && this.latest != null && this.latestSince == since) {
			return this.latest;
		}
		Seen key = new Seen(since, filter);
		Filtered known = this.deltas.get(key);
		if (known != null && (shown == null || shown.equals(known.before()))) {
			if (shown != null && known.after() != null) {
				shown.clear();
				shown.or(known.after());
			}
			return keep(since, shown, known.delta());
		}
		Changes newer = changes(since);
		if (newer == null) {
			return null;
		}
		BitSet before = (shown != null) ? (BitSet) shown.clone() : null;
		Delta delta = delta(since, newer, filter, shown);
		this.deltas.put(key, new Filtered(before, (shown != null) ? (BitSet) shown.clone() : null, delta));
		return keep(since, shown, delta);
	}

	private Delta keep(long since, @Nullable BitSet shown, Delta delta) {
		if (shown == null) {
			this.latest = delta;
			this.latestSince = since;
		}
		return delta;
	}

	private @Nullable Changes changes(long since) {
		Changes known = this.changes.get(since);
		if (known == null) {
			known = this.view.since(since, this.mostRobots);
			if (known != null) {
				this.changes.put(since, known);
			}
		}
		return known;
	}

	private Delta delta(long since, Changes newer, RobotFilter filter, @Nullable BitSet shown) {
		List<String> robots = new ArrayList<>(newer.robots().size());
		List<String> removed = new ArrayList<>();
		for (ViewedRobot viewed : newer.robots()) {
			Robot robot = viewed.robot();
			boolean has = shown == null || shown.get(viewed.slot());
			if (robot != null && filter.takes(robot)) {
				robots.add(has ? viewed.since(since, this.json) : viewed.whole(this.json));
				show(shown, viewed, true);
			}
			else if (has) {
				removed.add(viewed.id().value());
				show(shown, viewed, false);
			}
		}
		if (robots.isEmpty() && removed.isEmpty()) {
			return new Delta(newer.upTo(), null, newer.isCut(), 0);
		}
		// A watcher who filters cannot know whose changes were overtaken.
		long overtaken = (shown == null) ? Math.max(0, newer.upTo() - since - newer.robots().size()) : 0;
		return new Delta(newer.upTo(), this.frames.delta(robots, removed, overtaken), newer.isCut(), overtaken);
	}

	private static void show(@Nullable BitSet shown, ViewedRobot robot, boolean isShown) {
		if (shown != null) {
			shown.set(robot.slot(), isShown);
		}
	}

	WireFrame ping(SourceState state, long cursor) {
		return this.pings.computeIfAbsent(cursor, key -> this.frames.ping(state, key));
	}

	WireFrame situation(Situation now) {
		return this.situations.computeIfAbsent(now, this.frames::situation);
	}

	/**
	 * The next events of a watcher.
	 * @return {@code null} when none of them concern it
	 */
	@Nullable WireFrame events(long after, EventSlice slice, RobotFilter filter) {
		if (filter.takesAll()) {
			return slice.events().isEmpty() ? null : this.events.computeIfAbsent(new Stretch(after, slice.cursor()),
					_ -> write(slice, EventPosition.json(slice, event -> true)));
		}
		List<String> wanted = EventPosition.json(slice, event -> filter.takesEvent(event, this.view));
		return wanted.isEmpty() ? null : write(slice, wanted);
	}

	private WireFrame write(EventSlice slice, List<String> events) {
		return this.frames.events(events, slice.cursor());
	}

}
