package com.lekiwi.heartbeat.contract.sample;

import java.time.Instant;
import java.util.List;

import com.lekiwi.heartbeat.contract.identity.RobotId;

/**
 * A robot's numbers over time. They are kept by the minute; a minute belongs to the range
 * in which it begins. Steps begin at whole multiples of their length since 1970, UTC, so
 * the first and the last may be cut off by the range. A step without a number has no
 * point.
 *
 * @param robotId whose numbers
 * @param from the beginning of the range
 * @param to its end, which does not belong to it, and never later than now
 * @param stepS seconds in a step, a whole number of minutes
 * @param asOf when they were read
 * @param completeUntil minutes before this one are whole, as far as the replica that
 * answers knows: its own are stored, and the others' have had time to be. Later minutes
 * may be missing, or grow
 * @param points the steps in which there is a number, the oldest first
 */
public record SampleSeries(RobotId robotId, Instant from, Instant to, int stepS, Instant asOf, Instant completeUntil,
		List<SamplePoint> points) {

	/** Copies the points. */
	public SampleSeries {
		points = List.copyOf(points);
	}

}
