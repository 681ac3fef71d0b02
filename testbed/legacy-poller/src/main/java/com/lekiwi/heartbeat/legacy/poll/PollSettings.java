package com.lekiwi.heartbeat.legacy.poll;

import java.time.Duration;
import java.util.List;

/**
 * How the legacy polls.
 *
 * @param port where robots answer {@code GET /status}
 * @param interval the pause between two rounds
 * @param timeout how long it waits for one robot
 * @param networks outside of which nothing is polled, whatever a beat says
 * @param ranges addresses that are polled from the start
 */
public record PollSettings(int port, Duration interval, Duration timeout, Networks networks,
		List<AddressRange> ranges) {

	/**
	 * Checks the ranges, and copies the list.
	 * @throws IllegalArgumentException with one line that says what is out of range
	 */
	public PollSettings {
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("the robots' port is 1 to 65535, not " + port);
		}
		if (!interval.isPositive() || !timeout.isPositive()) {
			throw new IllegalArgumentException("the poll's interval and time-out must be positive");
		}
		ranges = List.copyOf(ranges);
	}

}
