package com.lekiwi.heartbeat.adapter.edgelog;

import java.time.Instant;

/**
 * A row of {@code migration_tracking}.
 *
 * @param key who, and in which hour
 * @param legacy whether it was the legacy's turn in that hour
 * @param fresh whether it was the new system's
 * @param latest whose turn it was last
 * @param latestAt when
 */
record ServedRobot(Key key, boolean legacy, boolean fresh, Side latest, Instant latestAt) {

	/**
	 * A robot in an hour.
	 *
	 * @param hour the hour's beginning, in seconds since 1970
	 * @param robot its id, or {@code @} and an address
	 */
	record Key(long hour, String robot) {

		boolean isAddress() {
			return this.robot.startsWith("@");
		}

	}

	String system() {
		return (this.legacy && this.fresh) ? "both" : this.latest.word();
	}

}
