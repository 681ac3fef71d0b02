package com.lekiwi.heartbeat.state.sample;

import java.util.EnumMap;
import java.util.Map;

import com.lekiwi.heartbeat.contract.heartbeat.Heartbeat;
import com.lekiwi.heartbeat.contract.identity.RobotId;

/** A minute of a robot, as far as this replica received it. */
final class RobotMinute {

	private final RobotId id;

	private final long minute;

	private final Map<Metric, MinuteSum> sums = new EnumMap<>(Metric.class);

	RobotMinute(RobotId id, long minute) {
		this.id = id;
		this.minute = minute;
		for (Metric metric : Metric.values()) {
			this.sums.put(metric, new MinuteSum());
		}
	}

	void add(Heartbeat beat) {
		for (Metric metric : Metric.values()) {
			Float value = metric.of(beat);
			if (value != null) {
				sum(metric).add(value);
			}
		}
	}

	RobotId id() {
		return this.id;
	}

	/** Minutes since 1970. */
	long minute() {
		return this.minute;
	}

	MinuteSum sum(Metric metric) {
		MinuteSum sum = this.sums.get(metric);
		if (sum == null) {
			throw new IllegalStateException("no sum of " + metric);
		}
		return sum;
	}

}
