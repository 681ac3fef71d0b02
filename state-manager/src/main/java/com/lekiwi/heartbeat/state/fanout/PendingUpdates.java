package com.lekiwi.heartbeat.state.fanout;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.lekiwi.heartbeat.contract.identity.RobotId;
import com.lekiwi.heartbeat.contract.update.BeatChange;
import com.lekiwi.heartbeat.contract.update.RobotChange;

/** Changes that wait to be told, the latest per robot. Not safe for several threads. */
final class PendingUpdates {

	private final int capacity;

	private final Map<RobotId, RobotChange> robots = new LinkedHashMap<>();

	private final Map<RobotId, BeatChange> beats = new LinkedHashMap<>();

	/** Robots of which there is nothing to tell, but for the cache. */
	private final Set<RobotId> counted = new HashSet<>();

	PendingUpdates(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Adds changes.
	 * @return how many did not fit
	 */
	int add(List<RobotChange> robotChanges, List<BeatChange> beatChanges, Collection<RobotId> countedRobots) {
		int refused = 0;
		for (RobotChange change : robotChanges) {
			if (this.robots.size() < this.capacity) {
				this.robots.merge(change.id(), change, (a, b) -> (a.version() > b.version()) ? a : b);
			}
			else {
				refused++;
			}
		}
		for (BeatChange change : beatChanges) {
			if (this.beats.size() < this.capacity) {
				this.beats.merge(change.id(), change, PendingUpdates::newer);
			}
			else {
				refused++;
			}
		}
		if (this.counted.size() + countedRobots.size() <= this.capacity) {
			this.counted.addAll(countedRobots);
		}
		else {
			refused += countedRobots.size();
		}
		return refused;
	}

	/** The newer beat, with the counters if either has them. */
	private static BeatChange newer(BeatChange before, BeatChange after) {
		boolean kept = before.beat().isNewerThan(after.beat());
		BeatChange newer = kept ? before : after;
		BeatChange older = kept ? after : before;
		return (newer.counters() != null) ? newer : new BeatChange(newer.id(), newer.beat(), older.counters());
	}

	boolean has(RobotId id) {
		return this.robots.containsKey(id) || this.beats.containsKey(id) || this.counted.contains(id);
	}

	boolean isEmpty() {
		return this.robots.isEmpty() && this.beats.isEmpty() && this.counted.isEmpty();
	}

	/** Changes that are to be published. */
	int size() {
		return this.robots.size() + this.beats.size();
	}

	Collection<RobotChange> robots() {
		return this.robots.values();
	}

	Collection<BeatChange> beats() {
		return this.beats.values();
	}

	Set<RobotId> counted() {
		return this.counted;
	}

}
