package com.lekiwi.heartbeat.contract.update;

import java.time.Instant;
import java.util.List;

/**
 * What state-manager publishes after a commit. Updates may be lost, repeated and
 * reordered on their way: each part carries what decides whether it is news, and who
 * missed some reads the robots anew.
 *
 * @param publishedAt when it was published
 * @param robots robots of which anything but the beat changed, as they are now; newer
 * when their {@code version} is higher
 * @param beats beats that are now the newest of their robot
 */
public record FleetUpdate(Instant publishedAt, List<RobotChange> robots, List<BeatChange> beats) {

	/** The Redis channel on which updates are published. */
	public static final String CHANNEL = "fleet.updates";

	/** Copies the lists. */
	public FleetUpdate {
		robots = List.copyOf(robots);
		beats = List.copyOf(beats);
	}

}
