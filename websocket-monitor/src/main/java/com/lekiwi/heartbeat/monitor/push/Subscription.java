package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;

import com.lekiwi.heartbeat.monitor.fleet.RobotFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher asked for.
 *
 * @param filter which robots
 * @param rate time between two deltas at least; zero for at once
 * @param events whether events are wanted
 * @param since the cursor of the log after which to resume; absent to begin now
 */
record Subscription(RobotFilter filter, Duration rate, boolean events, @Nullable Long since) {

}
