package com.lekiwi.heartbeat.monitor.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.robot.Robot;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.FleetUpdate;
import com.lekiwi.heartbeat.contract.update.RobotChange;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * All robots as far as they are known here. Changes are numbered; each robot stands in
 * the order of changes once, at its last one, so whoever remembers a number can ask what
 * is newer and gets each robot once, however long that was ago: a slow reader costs
 * nothing. Readers never wait for writers.
 */
@Component
public final class FleetView {

	/**
	 * How many robots that are gone, or whose first beat came too early, are remembered.
	 */
	static final int REMEMBERED = 20_000;

	private final ReentrantLock writing = new ReentrantLock();

	private final ConcurrentSkipListMap<RobotId, ViewedRobot> robots = new ConcurrentSkipListMap<>();

	private final ConcurrentSkipListMap<Long, ViewedRobot> changes = new ConcurrentSkipListMap<>();

	private final LinkedHashMap<RobotId, ViewedRobot> gone = new LinkedHashMap<>();

	private final Map<RobotId, BeatChange> early = new HashMap<>();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	/** Changes have numbers of their own in each process. */
	private final String instance = UUID.randomUUID().toString().substring(0, 8);

	private int slots;

	private volatile long last;

	private volatile long forgotten;

	/**
	 * Has a listener called after changes. It is called by the writer, and must not
	 * block.
	 * @param listener what to call
	 */
	public void onChange(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * The number of the last change.
	 * @return 0 when nothing was ever changed
	 */
	public long last() {
		return this.last;
	}

	/**
	 * Whose numbers of changes these are.
	 * @return a name that no other process has
	 */
	public String instance() {
		return this.instance;
	}

	/**
	 * Counts the robots.
	 * @return how many are known
	 */
	public int size() {
		return this.robots.size();
	}

	/**
	 * All robots, each at least as new as the last change when this was called.
	 * @return robots in the order of their ids
	 */
	public List<ViewedRobot> all() {
		return List.copyOf(this.robots.values());
	}

	/**
	 * The robots of a range of ids, each at least as new as the last change when this was
	 * called.
	 * @param from the first id; absent to begin at the beginning
	 * @param to the first id that is too far; absent to go to the end
	 * @return robots in the order of their ids
	 */
	public Collection<ViewedRobot> range(@Nullable RobotId from, @Nullable RobotId to) {
		ConcurrentNavigableMap<RobotId, ViewedRobot> range = this.robots;
		if (from != null) {
			range = range.tailMap(from, true);
		}
		return ((to != null) ? range.headMap(to, false) : range).values();
	}

	/**
	 * A robot, or what it was when it left the fleet.
	 * @param id its id
	 * @return {@code null} when nothing is known of it
	 */
	public @Nullable Robot known(RobotId id) {
		Robot robot = robot(id);
		return (robot != null) ? robot : write(() -> {
			ViewedRobot left = this.gone.get(id);
			return (left != null) ? left.retired() : null;
		});
	}

	/**
	 * What is newer than a change: each robot at most once, in its newest state.
	 * @param since the number of a change
	 * @param limit how many robots at most, those whose last change is oldest
	 * @return {@code null} when what has gone since then is not known any more: read all
	 */
	public @Nullable Changes since(long since, int limit) {
		// Read first: what changes from here on has a higher number and is found next
		// time.
		long upTo = this.last;
		List<ViewedRobot> newer = new ArrayList<>();
		boolean cut = false;
		for (ViewedRobot robot : this.changes.subMap(since, false, upTo, true).values()) {
			if (newer.size() == limit) {
				upTo = newer.getLast().change();
				cut = true;
				break;
			}
			newer.add(robot);
		}
		return (since < this.forgotten) ? null : new Changes(upTo, newer, cut);
	}

	/**
	 * Takes what is news in an update. A robot that was retired leaves at once, and what
	 * was said of it before and arrives later does not bring it back.
	 * @param update what state-manager published
	 * @return whether it holds beats of robots that are not known
	 */
	public boolean apply(FleetUpdate update) {
		return write(() -> {
			boolean allKnown = true;
			for (RobotChange change : update.robots()) {
				put(change.id(), RobotMerge.change(robot(change.id()), change));
			}
			for (BeatChange change : update.beats()) {
				allKnown &= beat(change);
			}
			return !allKnown;
		});
	}

	/**
	 * Takes what is news in robots that were read.
	 * @param loaded what state-manager answered
	 */
	public void load(Collection<Robot> loaded) {
		write(() -> {
			for (Robot robot : loaded) {
				put(robot.id(), RobotMerge.loaded(robot(robot.id()), robot));
			}
			return true;
		});
	}

	/**
	 * Drops robots that are no more: those that were not found and have not changed since
	 * the search began.
	 * @param found the ids of all robots that state-manager has
	 * @param begin the last change before it was asked
	 */
	public void retain(Set<RobotId> found, long begin) {
		write(() -> {
			for (ViewedRobot robot : this.robots.values()) {
				if (robot.change() <= begin && !found.contains(robot.id())) {
					remove(robot, null);
				}
			}
			return true;
		});
	}

	/**
	 * The robots whose beats were heard and who are not known.
	 * @return at most {@value #REMEMBERED} ids
	 */
	public Set<RobotId> unknown() {
		return write(() -> Set.copyOf(this.early.keySet()));
	}

	/**
	 * Forgets the beats of robots that state-manager does not know either.
	 * @param ids robots that were asked for
	 */
	public void forget(Set<RobotId> ids) {
		write(() -> this.early.keySet().removeAll(ids));
	}

	private boolean beat(BeatChange change) {
		Robot known = robot(change.id());
		if (known != null) {
			put(change.id(), RobotMerge.beat(known, change));
			return true;
		}
		BeatChange before = this.early.get(change.id());
		boolean news = before == null || change.beat().isNewerThan(before.beat());
		if (news && (before != null || this.early.size() < REMEMBERED)) {
			this.early.put(change.id(), change);
		}
		return false;
	}

	private @Nullable Robot robot(RobotId id) {
		ViewedRobot viewed = this.robots.get(id);
		return (viewed != null) ? viewed.robot() : null;
	}

	private void put(RobotId id, Robot merged) {
		ViewedRobot before = this.robots.get(id);
		if (merged.retiredAt() != null) {
			this.early.remove(id);
			if (before != null) {
				remove(before, merged);
			}
			return;
		}
		ViewedRobot left = this.gone.get(id);
		Robot retired = (left != null) ? left.retired() : null;
		if (retired != null && !RobotMerge.isBack(retired, merged)) {
			return;
		}
		Robot known = (before != null) ? before.robot() : null;
		BeatChange beat = this.early.remove(id);
		Robot after = (beat != null) ? RobotMerge.beat(merged, beat) : merged;
		int fields = (known != null) ? RobotField.differing(known, after) : RobotField.ALL;
		if (fields != 0) {
			long change = this.last + 1;
			ViewedRobot now = (before != null) ? before.changed(after, fields, change)
					: ViewedRobot.arrived(after, (left != null) ? left.slot() : this.slots++, change);
			this.robots.put(id, now);
			enter(now, (before != null) ? before : this.gone.remove(id));
		}
	}

	private void remove(ViewedRobot robot, @Nullable Robot retired) {
		ViewedRobot now = ViewedRobot.gone(robot, retired, this.last + 1);
		this.robots.remove(robot.id());
		this.gone.put(now.id(), now);
		enter(now, robot);
		if (this.gone.size() > REMEMBERED) {
			ViewedRobot oldest = this.gone.pollFirstEntry().getValue();
			this.forgotten = oldest.change();
			this.changes.remove(oldest.change());
		}
	}

	/**
	 * The new place before the number, and the old place last, so that no reader misses
	 * it.
	 */
	private void enter(ViewedRobot now, @Nullable ViewedRobot before) {
		this.changes.put(now.change(), now);
		this.last = now.change();
		if (before != null) {
			this.changes.remove(before.change());
		}
	}

	private <T extends @Nullable Object> T write(Writing<T> action) {
		long before;
		T result;
		this.writing.lock();
		try {
			before = this.last;
			result = action.write();
		}
		finally {
			this.writing.unlock();
		}
		if (this.last != before) {
			this.listeners.forEach(Runnable::run);
		}
		return result;
	}

	@FunctionalInterface
	private interface Writing<T extends @Nullable Object> {

		T write();

	}

}
