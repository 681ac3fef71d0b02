package com.lekiwi.heartbeat.legacy.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All that the legacy knows, gone when the process ends. It forgets no robot before, and
 * holds a bounded number. Safe for use by any thread.
 */
public final class RobotMemory {

	/** The most robots that it holds, give or take those that come at the same moment. */
	public static final int CAPACITY = 200_000;

	private final Map<String, KnownRobot> robots = new ConcurrentSkipListMap<>();

	private final WallClock clock;

	private final Duration onlineTimeout;

	/**
	 * Makes an empty memory.
	 * @param clock dates what is heard
	 * @param onlineTimeout how long a robot that is not heard of is called online
	 */
	public RobotMemory(WallClock clock, Duration onlineTimeout) {
		this.clock = clock;
		this.onlineTimeout = onlineTimeout;
	}

	/**
	 * Remembers what is heard of a robot now.
	 * @param report what is heard
	 * @return whether there was room for it
	 */
	public boolean note(Report report) {
		if (this.robots.size() >= CAPACITY && !this.robots.containsKey(report.id())) {
			return false;
		}
		this.robots.compute(report.id(), (_, before) -> {
			// Read in here, so that no later report is dated earlier.
			Instant now = this.clock.instant();
			return (before != null) ? before.after(report, now) : KnownRobot.first(report, now);
		});
		return true;
	}

	/**
	 * Tells of one robot.
	 * @param id the robot
	 * @return the robot; empty when it was not heard of since the start
	 */
	public Optional<KnownRobot> find(String id) {
		return Optional.ofNullable(this.robots.get(id)).map(robot -> robot.onlineSince(limit()));
	}

	/**
	 * Tells of all robots.
	 * @return the robots, sorted by id
	 */
	public List<KnownRobot> all() {
		Instant limit = limit();
		return this.robots.values().stream().map(robot -> robot.onlineSince(limit)).toList();
	}

	/**
	 * Counts the robots, whether they are online or not.
	 * @return how many were heard of since the start
	 */
	public int size() {
		return this.robots.size();
	}

	private Instant limit() {
		return this.clock.instant().minus(this.onlineTimeout);
	}

}
