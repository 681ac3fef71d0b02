package com.lekiwi.heartbeat.state.history;

import java.time.Duration;

import com.lekiwi.heartbeat.contract.history.Uptime;
import org.jspecify.annotations.Nullable;

/** Adds up how long robots were alive in a range. */
final class UptimeSum {

	private static final double NANOS = 1_000_000_000.0;

	private final Interval range;

	private final Stretches blind;

	private Duration up = Duration.ZERO;

	private Duration down = Duration.ZERO;

	private Duration unseen = Duration.ZERO;

	private int robots;

	/**
	 * Begins with nothing.
	 * @param range the time to look at
	 * @param blind when nobody was listening: it counts against nobody
	 */
	UptimeSum(Interval range, Stretches blind) {
		this.range = range;
		this.blind = blind;
	}

	void add(RobotPast robot) {
		add(robot, robot.known(this.range));
	}

	/** Adds the robot's time at one site. */
	void add(RobotPast robot, String site) {
		add(robot, robot.known(this.range).intersection(robot.at(site, this.range)));
	}

	private void add(RobotPast robot, Stretches present) {
		if (present.isEmpty()) {
			return;
		}
		Stretches alive = robot.alive(this.range);
		Stretches seen = present.minus(this.blind);
		this.robots++;
		this.up = this.up.plus(seen.intersection(alive).length());
		this.down = this.down.plus(seen.minus(alive).length());
		this.unseen = this.unseen.plus(present.intersection(this.blind).length());
	}

	Uptime sum() {
		double upS = seconds(this.up);
		double downS = seconds(this.down);
		return new Uptime(this.range.from(), this.range.to(), this.robots, upS, downS, seconds(this.unseen),
				share(this.up, this.down));
	}

	private static @Nullable Double share(Duration up, Duration down) {
		Duration all = up.plus(down);
		return all.isZero() ? null : Double.valueOf(seconds(up) / seconds(all));
	}

	private static double seconds(Duration duration) {
		return duration.getSeconds() + duration.getNano() / NANOS;
	}

}
