package com.lekiwi.heartbeat.monitor.push;

import java.time.Duration;

/**
 * What a watcher asked for.
 *
 * @param filter which robots
 * @param rate time between two deltas at least; zero for at once
 */
record Subscription(RobotFilter filter, Duration rate) {

}
