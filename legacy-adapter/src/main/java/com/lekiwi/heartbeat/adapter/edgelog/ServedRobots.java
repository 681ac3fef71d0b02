package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who was served by whom in this hour, and what of it is yet to be written. A robot is
 * written when it appears, when it moves, and then once in a while. One thread adds, one
 * takes.
 */
final class ServedRobots {

	private final int capacity;

	private final Duration renewAfter;

	private final Map<ServedRobot.Key, Entry> entries = new HashMap<>();

	private final Set<ServedRobot.Key> unwritten = new LinkedHashSet<>();

	private long newestHour;

	ServedRobots(int capacity, Duration renewAfter) {
		this.capacity = capacity;
		this.renewAfter = renewAfter;
	}

	private static final class Entry {

		private boolean legacy;

		private boolean fresh;

		private Side latest;

		private Instant latestAt;

		private Instant writtenAt = Instant.MIN;

		Entry(Side first, Instant at) {
			this.latest = first;
			this.latestAt = at;
		}

	}

	/**
	 * Notes a heartbeat.
	 * @param robot its id, or {@code @} and an address
	 * @param side whose turn it was
	 * @param at when
	 * @return whether there was room
	 */
	synchronized boolean add(String robot, Side side, Instant at) {
		ServedRobot.Key key = new ServedRobot.Key(at.truncatedTo(ChronoUnit.HOURS).getEpochSecond(), robot);
		Entry known = this.entries.get(key);
		if (known == null) {
			turn(key.hour());
			if (this.entries.size() >= this.capacity) {
				return false;
			}
			known = new Entry(side, at);
			this.entries.put(key, known);
		}
		boolean news = (side == Side.LEGACY) ? !known.legacy : !known.fresh;
		known.legacy |= side == Side.LEGACY;
		known.fresh |= side == Side.NEW;
		if (!at.isBefore(known.latestAt)) {
			news |= side != known.latest;
			known.latest = side;
			known.latestAt = at;
		}
		if (news || !at.isBefore(due(known))) {
			this.unwritten.add(key);
		}
		return true;
	}

	private Instant due(Entry entry) {
		return entry.writtenAt.equals(Instant.MIN) ? Instant.MIN : entry.writtenAt.plus(this.renewAfter);
	}

	/** What is written of hours that are over is remembered no longer. */
	private void turn(long hour) {
		if (hour > this.newestHour) {
			this.newestHour = hour;
			this.entries.keySet().removeIf(key -> key.hour() < hour && !this.unwritten.contains(key));
		}
	}

	synchronized List<ServedRobot> take(int max) {
		List<ServedRobot> taken = new ArrayList<>();
		for (var keys = this.unwritten.iterator(); keys.hasNext() && taken.size() < max;) {
			ServedRobot.Key key = keys.next();
			keys.remove();
			ServedRobot robot = look(key);
			if (robot != null) {
				taken.add(robot);
			}
		}
		return taken;
	}

	private @Nullable ServedRobot look(ServedRobot.Key key) {
		Entry entry = this.entries.get(key);
		if (entry == null) {
			return null;
		}
		entry.writtenAt = entry.latestAt;
		if (key.hour() < this.newestHour) {
			this.entries.remove(key);
		}
		return new ServedRobot(key, entry.legacy, entry.fresh, entry.latest, entry.latestAt);
	}

	/** The store did not take them. */
	synchronized void putBack(List<ServedRobot> robots) {
		for (ServedRobot robot : robots) {
			if (this.entries.containsKey(robot.key()) || this.entries.size() < this.capacity) {
				Entry entry = this.entries.computeIfAbsent(robot.key(),
						key -> new Entry(robot.latest(), robot.latestAt()));
				entry.legacy |= robot.legacy();
				entry.fresh |= robot.fresh();
				this.unwritten.add(robot.key());
			}
		}
	}

	synchronized int unwritten() {
		return this.unwritten.size();
	}

}
