package com.lekiwi.heartbeat.contract.incident;

import java.time.Instant;

import com.lekiwi.heartbeat.contract.robot.OfflineCause;
import org.jspecify.annotations.Nullable;

/**
 * Silence that many robots share.
 *
 * @param id its number
 * @param cause {@code site}, or {@code observer} when all sites are silent
 * @param site the site; absent when it is all of them
 * @param beganAt the last beat of the robot that was missed first
 * @param detectedAt when it was noticed
 * @param robotsAlive robots that were alive when it began
 * @param robotsLost how many of them had fallen silent when it was noticed
 * @param endedAt when it ended; absent while it goes on
 * @param outcome {@code returned} or {@code stayed_away}; absent while it goes on
 */
public record Incident(long id, OfflineCause cause, @Nullable String site, Instant beganAt, Instant detectedAt,
		int robotsAlive, int robotsLost, @Nullable Instant endedAt, @Nullable String outcome) {

}
