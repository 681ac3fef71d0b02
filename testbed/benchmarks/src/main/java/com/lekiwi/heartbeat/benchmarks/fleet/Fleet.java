package com.lekiwi.heartbeat.benchmarks.fleet;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * The robots of one size, and what each has to say. A robot has one of three parts: most
 * beat all the time; some fall silent one by one; and all of one site fall silent
 * together. Those that are to fall silent have a long lease until then.
 */
public final class Fleet {

	/** Each has robots of all kinds, but for the one that falls silent. */
	static final int SITES = 20;

	/** Of robots that wait to fall silent. */
	static final int LONG_INTERVAL_S = 300;

	/** Of the last beat of a robot that falls silent. */
	static final int SHORT_INTERVAL_S = 1;

	/** Of that last beat; three intervals. */
	static final int SHORT_LEASE_S = 3 * SHORT_INTERVAL_S;

	private static final int SILENT_SITE = SITES - 1;

	private final int robots;

	private final int intervalS;

	private final int groups;

	private final int groupSize;

	private final AtomicLongArray numbers;

	/**
	 * Makes a fleet.
	 * @param robots how many in all, at least 20
	 * @param intervalS what they say is their interval, in seconds
	 * @param groups how often some fall silent one by one
	 * @param groupSize how many do, each time
	 */
	public Fleet(int robots, int intervalS, int groups, int groupSize) {
		this.robots = robots;
		this.intervalS = intervalS;
		this.groups = groups;
		this.groupSize = groupSize;
		this.numbers = new AtomicLongArray(robots);
	}

	int robots() {
		return this.robots;
	}

	int intervalS() {
		return this.intervalS;
	}

	/** Robots that beat all the time. */
	int[] steady() {
		return IntStream.range(0, this.robots)
			.filter(robot -> !ofSilentSite(robot))
			.skip((long) this.groups * this.groupSize)
			.toArray();
	}

	/**
	 * Robots that fall silent one by one, spread over the other sites.
	 * @param group which of the groups, from 0
	 * @return the robots
	 */
	int[] falling(int group) {
		return IntStream.range(0, this.robots)
			.filter(robot -> !ofSilentSite(robot))
			.skip((long) group * this.groupSize)
			.limit(this.groupSize)
			.toArray();
	}

	/** All robots of the site that falls silent. */
	int[] silentSite() {
		return IntStream.range(0, this.robots).filter(Fleet::ofSilentSite).toArray();
	}

	private static boolean ofSilentSite(int robot) {
		return robot % SITES == SILENT_SITE;
	}

	/**
	 * A robot's id.
	 * @param robot from 0
	 * @return the id
	 */
	public static String id(int robot) {
		return String.format(Locale.ROOT, "kiwi-%06d", robot);
	}

	static String site(int robot) {
		return "lab-" + robot % SITES;
	}

	/**
	 * The beat with which a robot is known to be there.
	 * @param robot from 0
	 * @return a body
	 */
	public String firstBeat(int robot) {
		boolean steady = !ofSilentSite(robot) && robot - robot / SITES >= this.groups * this.groupSize;
		return beat(robot, steady ? this.intervalS : LONG_INTERVAL_S);
	}

	/**
	 * A further beat.
	 * @param robot from 0
	 * @return a body
	 */
	public String nextBeat(int robot) {
		return beat(robot, this.intervalS);
	}

	String lastBeat(int robot) {
		return beat(robot, SHORT_INTERVAL_S);
	}

	/** Whole, about 480 bytes, with values that move; the number rises by one. */
	private String beat(int robot, int interval) {
		long seq = this.numbers.incrementAndGet(robot);
		long moving = robot + seq;
		return String.format(Locale.ROOT,
				"{\"robot_id\":\"%1$s\",\"boot_id\":\"6f1c0c5e-7d5c-4d4b-9a53-%2$012d\",\"seq\":%3$d,\"name\":\"%1$s\","
						+ "\"type\":\"%4$s\",\"site\":\"%5$s\",\"address\":\"10.%6$d.%7$d.%8$d\",\"status\":\"ok\","
						+ "\"interval_s\":%9$d,\"battery\":{\"percent\":%10$.1f,\"voltage\":%11$.2f},"
						+ "\"resources\":{\"cpu\":%12$.3f,\"memory\":%13$.3f,\"disk\":0.55,\"temperature_c\":%14$.1f},"
						+ "\"versions\":{\"agent\":\"1.4.0\",\"software\":\"2025.1\"},"
						+ "\"teleoperation\":{\"host_ready\":true,\"command_rate_hz\":30.0,"
						+ "\"last_command_age_ms\":%15$d,\"source\":\"operator\",\"operator_id\":\"op-7\"}}",
				id(robot), robot, seq, (robot / SITES % 4 == 3) ? "xle" : "lekiwi", site(robot), robot / 62_500,
				robot / 250 % 250, robot % 250 + 1, interval, 100 - moving % 800 / 10.0, 12.6 - moving % 150 / 100.0,
				(robot * 7L + seq * 13) % 1000 / 1000.0, 0.3 + moving % 400 / 1000.0, 40 + moving % 300 / 10.0,
				5 + moving % 30);
	}

}
